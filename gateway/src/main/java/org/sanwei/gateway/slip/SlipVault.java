package org.sanwei.gateway.slip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.key.ErasableKeys;
import org.sanwei.routes.message.SlipBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals slips, each under a key of its own, and destroys keys. Safe from many threads. */
final class SlipVault {
  private static final Logger LOG = LoggerFactory.getLogger(SlipVault.class);

  private final ErasableKeys keys;

  SlipVault(ErasableKeys keys) {
    this.keys = keys;
  }

  byte[] seal(UUID person, UUID id, SlipBody body) throws IOException {
    return keys.seal(thing(person, id), body.toJson());
  }

  /**
   * Empty when the key was destroyed.
   *
   * @throws UncheckedIOException when that cannot be told now
   */
  Optional<SlipBody> open(SlipStore.Kept row) {
    try {
      return keys.open(thing(row.person(), row.id()), row.sealed()).map(SlipBody::fromJson);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("a slip of another version"));
    }
  }

  /** A key that cannot be wiped now is one without a row soon, and then the sweep's. */
  void destroy(UUID person, UUID id) {
    try {
      keys.erase(thing(person, id));
    } catch (IOException e) {
      LOG.error("a slip's key was not wiped ({})", e.getClass().getSimpleName());
    }
  }

  /** Destroys keys that were made before {@code before} and are of none of these rows. */
  void destroyAllBut(Collection<SlipStore.Kept> rows, Instant before) throws IOException {
    keys.eraseAllBut(
        rows.stream().map(row -> thing(row.person(), row.id())).collect(Collectors.toSet()),
        before);
  }

  private static SealContext thing(UUID person, UUID id) {
    return new SealContext("slip/1", person + "/" + id);
  }
}
