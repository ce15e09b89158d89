package org.sanwei.gateway.bulletin;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the outbox to the broker, one row a transaction: sent first, marked after, so a crash
 * between the two sends it twice and never not at all; the book of deliveries makes the second one
 * harmless. Several gateways may run it at once. One thread of its own once started.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

  private static final int MOST_FAILURES = 3;

  private final Outbox outbox;
  private final ReleaseQueue queue;
  private final LineFit fit;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "outbox-relay");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean failing;
  private volatile boolean begun;

  public OutboxRelay(
      Outbox outbox,
      ReleaseQueue queue,
      LineFit fit,
      TransactionTemplate transaction,
      Ledger ledger) {
    this.outbox = outbox;
    this.queue = queue;
    this.fit = fit;
    this.transaction = transaction;
    this.ledger = ledger;
  }

  /** Looks every {@code pause} whether something is due. */
  public void start(Duration pause) {
    var unused =
        worker.scheduleWithFixedDelay(
            this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Sends everything that is due now; returns how many were looked at. An envelope that its line
   * does not take is set aside until the next start, and shown to people ({@link Outbox#count}).
   * What the broker refuses waits for the next time and does not hold up what comes after it; three
   * refusals end the round.
   *
   * @throws RuntimeException the first failure, once the round is over
   */
  public int relay() {
    if (!begun) {
      transaction.executeWithoutResult(status -> outbox.tryAgain());
      begun = true;
    }
    int sent = 0;
    Set<UUID> failed = new HashSet<>();
    RuntimeException first = null;
    while (failed.size() < MOST_FAILURES) {
      AtomicReference<@Nullable UUID> at = new AtomicReference<>();
      try {
        if (!Boolean.TRUE.equals(transaction.execute(status -> one(failed, at)))) {
          break;
        }
        sent++;
      } catch (RuntimeException e) {
        first = first == null ? e : first;
        UUID row = at.get();
        if (row == null) {
          throw e;
        }
        failed.add(row);
      }
    }
    if (first != null) {
      throw first;
    }
    return sent;
  }

  private boolean one(Set<UUID> failed, AtomicReference<@Nullable UUID> at) {
    Outbox.Due due = outbox.next(failed).orElse(null);
    if (due == null) {
      return false;
    }
    at.set(due.id());
    if (due.item() != null && !fit.takes(due.address(), due.payload())) {
      outbox.stuck(due);
      LOG.error(
          "the envelope of raised item {} is sealed to officers who do not serve {} any more: put the"
              + " certificates back that stood there when it was raised, start again, and change them"
              + " once it has left",
          due.item(),
          due.address());
      return true;
    }
    queue.send(due.address(), due.payload(), due.item());
    outbox.sent(due);
    if (due.item() == null) {
      ledger.append(
          Step.RELEASE_SENT, Ledger.SERVICE, null, null, null, Map.of("release", due.ref()));
    } else {
      ledger.append(
          Step.HANDED_OVER,
          Ledger.SERVICE,
          due.item(),
          null,
          null,
          Map.of("address", due.address(), "envelope", due.ref()));
    }
    return true;
  }

  /** The broker or the database being down is told once, and once when it is over. */
  private void quietly() {
    try {
      relay();
      if (failing) {
        LOG.info("the outbox reaches the broker again");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("the outbox waits: {}", e.getClass().getName());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    worker.shutdown();
  }
}
