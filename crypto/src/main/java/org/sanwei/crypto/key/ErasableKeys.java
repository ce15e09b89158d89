package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sm3;

/**
 * One random key for each thing that has to be forgettable by itself and without waiting, wrapped
 * under the master in a file of its own. Erasing the file makes every copy of what was sealed under
 * it unreadable, wherever it lies: in a table's dead rows, in a write-ahead log. Bodies have the
 * form of an epoch envelope (docs/ENVELOPE.md, form 1) whose epoch is that one thing; a key opens
 * nothing but what bears its own context. Keys are read from their files each time and are kept
 * nowhere else. One process at a time on a directory. Safe from many threads.
 */
public final class ErasableKeys {
  private final Path directory;
  private final MasterKey master;
  private final Clock clock;
  private final SecureRandom random;

  private ErasableKeys(Path directory, MasterKey master, Clock clock, SecureRandom random) {
    this.directory = directory;
    this.master = master;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens the directory, and makes it (mode 0700) if there is none. Finishes what a crash left, as
   * {@link EpochKeys#open} does.
   */
  public static ErasableKeys open(
      Path directory, MasterKey master, Clock clock, SecureRandom random) throws IOException {
    ErasableKeys keys = new ErasableKeys(directory, master, clock, random);
    PrivateFile.createDirectory(directory);
    for (Path file : keys.files()) {
      if (EpochKeyFile.leftByACrash(file)) {
        PrivateFile.wipe(file, random);
      }
    }
    return keys;
  }

  /**
   * Seals under the thing's own key, which is made, and durable, the first time.
   *
   * @throws IOException when the key cannot be read or written: nothing was sealed
   */
  public synchronized byte[] seal(SealContext thing, byte[] plain) throws IOException {
    EpochId id = idOf(thing);
    Optional<byte[]> known = key(id);
    byte[] key = known.isPresent() ? known.get() : make(id);
    byte[] nonce = new byte[Sm4Gcm.NONCE_SIZE_BYTES];
    random.nextBytes(nonce);
    try {
      return EpochEnvelope.seal(id, key, nonce, thing, plain);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Opens what was sealed for this very thing; empty when its key was erased since, when the bytes
   * were altered, or when they are another thing's.
   *
   * @throws IOException when the key's file cannot be read
   */
  public synchronized Optional<byte[]> open(SealContext thing, byte[] sealed) throws IOException {
    EpochId id = idOf(thing);
    Optional<byte[]> key = key(id);
    Opened opened = EpochEnvelope.open(sealed, wanted -> wanted.equals(id) ? key : none());
    key.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    return opened instanceof Opened.Message message && message.context().equals(thing)
        ? Optional.of(message.body())
        : Optional.empty();
  }

  /**
   * Destroys the thing's key: from now on nothing opens what was sealed under it. A thing without a
   * key is done already.
   *
   * @throws IOException when the file could not be wiped: erase it again
   */
  public synchronized void erase(SealContext thing) throws IOException {
    EpochKeyFile.destroy(directory, idOf(thing), random);
  }

  /**
   * Destroys the keys that are older than {@code before} and belong to none of these things: what a
   * crash left between a key and that which was to be stored under it.
   *
   * @return how many
   */
  public synchronized int eraseAllBut(Set<SealContext> things, Instant before) throws IOException {
    Set<String> kept = new HashSet<>();
    things.forEach(thing -> kept.add(idOf(thing).hex() + EpochKeyFile.ENDING));
    int erased = 0;
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(EpochKeyFile.ENDING) && !kept.contains(name)) {
        EpochKey key = EpochKeyFile.read(file, master);
        if (key.start().isBefore(before)) {
          EpochKeyFile.destroy(directory, key.id(), random);
          erased++;
        }
      }
    }
    return erased;
  }

  private byte[] make(EpochId id) throws IOException {
    byte[] key = new byte[Sm4Gcm.KEY_SIZE_BYTES];
    random.nextBytes(key);
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    EpochKeyFile.write(directory, master, new EpochKey(id, now, now, key.clone()), random);
    return key;
  }

  private Optional<byte[]> key(EpochId id) throws IOException {
    Path file = directory.resolve(id.hex() + EpochKeyFile.ENDING);
    return Files.exists(file) ? EpochKeyFile.read(file, master).key() : Optional.empty();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
      listing.forEach(files::add);
    }
    return files;
  }

  /** A digest: file names tell nobody whose thing it is. */
  private static EpochId idOf(SealContext thing) {
    byte[] purpose = thing.purpose().getBytes(StandardCharsets.US_ASCII);
    byte[] id = thing.id().getBytes(StandardCharsets.US_ASCII);
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(purpose.length).array();
    return EpochId.of(Sm3.of(length, purpose, id), 0);
  }

  private static Optional<byte[]> none() {
    return Optional.empty();
  }
}
