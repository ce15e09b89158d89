package org.sanwei.routes.queue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.crypto.key.EpochId;
import org.sanwei.crypto.key.EpochKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases the keys of epochs of which nothing waits any more: after that nothing on the gateway
 * opens what it handed over. Erases nothing when the waiting bodies cannot be counted for certain.
 */
public final class EpochErasure implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochErasure.class);

  private final EpochKeys keys;
  private final WaitingEpochs waiting;
  private Set<EpochId> unusedBefore = Set.of();

  public EpochErasure(EpochKeys keys, WaitingEpochs waiting) {
    this.keys = keys;
    this.waiting = waiting;
  }

  /** Where sealed bodies wait. */
  public interface WaitingEpochs {
    /** The epochs, in hex, under which anything waits; empty when that is not certain now. */
    Optional<Set<String>> epochs();
  }

  /** One round; never throws, so that a scheduler goes on. */
  @Override
  public void run() {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.warn("no epoch key was erased in this round: {}", e.getClass().getSimpleName());
    }
  }

  private void round() {
    // Asked for before the count: an epoch that closes in between is left for the next round.
    Set<EpochId> closed = keys.closed();
    if (closed.isEmpty()) {
      return;
    }
    Optional<Set<String>> inUse = waiting.epochs();
    if (inUse.isEmpty()) {
      LOG.info(
          "{} closed epochs stay: what waits cannot be counted for certain now", closed.size());
      return;
    }
    Set<String> used = new TreeSet<>(inUse.get());
    Set<EpochId> unused = new HashSet<>(closed);
    unused.removeIf(epoch -> used.contains(epoch.toString()));
    // Twice in a row: a body that changed its place while we looked is seen the second time.
    Set<EpochId> twice = new HashSet<>(unused);
    twice.retainAll(unusedBefore);
    unusedBefore = unused;
    for (EpochId epoch : twice) {
      keys.erase(epoch);
      LOG.info("epoch key {} erased", epoch);
    }
  }
}
