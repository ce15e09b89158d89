package org.sanwei.gateway.slip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tidies up: throws away slips that nobody touched for {@link SlipRules#keep}, and removes what a
 * crash left: rows of slips that were handed in, rows without a key, keys without a row.
 */
final class SlipSweep {
  private static final Logger LOG = LoggerFactory.getLogger(SlipSweep.class);

  /** Between a key and its row lie milliseconds; a key without a row for so long has none. */
  private static final Duration STRAY = Duration.ofHours(1);

  private final SlipStore store;
  private final TransactionTemplate transaction;
  private final SlipVault vault;
  private final Ledger ledger;
  private final Clock clock;
  private final SlipRules rules;

  SlipSweep(
      SlipStore store,
      TransactionTemplate transaction,
      SlipVault vault,
      Ledger ledger,
      Clock clock,
      SlipRules rules) {
    this.store = store;
    this.transaction = transaction;
    this.vault = vault;
    this.ledger = ledger;
    this.clock = clock;
    this.rules = rules;
  }

  /** One round; never throws, so that a scheduler goes on. */
  void round() {
    try {
      for (SlipStore.Kept row : store.all()) {
        transaction.executeWithoutResult(status -> lookAt(row.person(), row.id()));
      }
      transaction.executeWithoutResult(
          status -> {
            // With the lock no key is made or used between the rows that are read and the wiping.
            store.lockAll();
            destroyStrays();
            store.forgetEntered(clock.instant().minus(rules.keep()));
          });
    } catch (RuntimeException e) {
      LOG.warn("slips were not swept in this round ({})", e.getClass().getSimpleName());
    }
  }

  private void destroyStrays() {
    try {
      vault.destroyAllBut(store.all(), clock.instant().minus(STRAY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges the row as it is under the lock; it may have changed since the round began. */
  private void lookAt(UUID person, UUID id) {
    store.lock(person);
    Optional<SlipStore.Kept> found = store.find(person, id);
    if (found.isEmpty()) {
      return;
    }
    boolean old = found.get().changedAt().plus(rules.keep()).isBefore(clock.instant());
    boolean handedIn = store.handedIn(person, id).isPresent();
    if (!old && !handedIn && !keyless(found.get())) {
      return;
    }
    vault.destroy(person, id);
    if (old && !handedIn) {
      thrownAway(Ledger.SERVICE, person, id, "expired");
    } else {
      store.delete(person, id);
    }
  }

  private boolean keyless(SlipStore.Kept row) {
    try {
      return vault.open(row).isEmpty();
    } catch (UncheckedIOException e) {
      LOG.warn("a slip does not open now, and stays ({})", e.getClass().getSimpleName());
      return false;
    }
  }

  /** Deletes a row in the caller's transaction, and writes down why; false when there was none. */
  boolean thrownAway(String actor, UUID person, UUID id, String why) {
    boolean there = store.delete(person, id);
    if (there) {
      ledger.append(
          Step.SLIP_DISCARDED,
          actor,
          null,
          null,
          null,
          Map.of("slip", id.toString(), "author", person.toString(), "why", why));
    }
    return there;
  }
}
