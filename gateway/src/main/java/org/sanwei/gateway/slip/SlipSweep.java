package org.sanwei.gateway.slip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.intake.HandIntake;
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
  private final @Nullable HandIntake hand;
  private final SlipRules rules;

  SlipSweep(
      SlipStore store,
      TransactionTemplate transaction,
      SlipVault vault,
      Ledger ledger,
      Clock clock,
      @Nullable HandIntake hand,
      SlipRules rules) {
    this.store = store;
    this.transaction = transaction;
    this.vault = vault;
    this.ledger = ledger;
    this.clock = clock;
    this.hand = hand;
    this.rules = rules;
  }

  /** One round; never throws, so that a scheduler goes on. */
  void round() {
    try {
      List<SlipStore.Kept> left = new ArrayList<>();
      for (SlipStore.Kept row : store.all()) {
        if (!removed(row)) {
          left.add(row);
        }
      }
      vault.destroyAllBut(left, clock.instant().minus(STRAY));
    } catch (IOException | RuntimeException e) {
      LOG.warn("slips were not swept in this round ({})", e.getClass().getSimpleName());
    }
  }

  private boolean removed(SlipStore.Kept row) {
    boolean old = row.changedAt().plus(rules.keep()).isBefore(clock.instant());
    boolean handedIn =
        hand != null && !store.registered(List.of(hand.idOf(row.person(), row.id()))).isEmpty();
    if (!old && !handedIn && !keyless(row)) {
      return false;
    }
    vault.destroy(row.person(), row.id());
    transaction.executeWithoutResult(
        status -> {
          if (old && !handedIn) {
            thrownAway(Ledger.SERVICE, row.person(), row.id(), "expired");
          } else {
            store.delete(row.person(), row.id());
          }
        });
    return true;
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
