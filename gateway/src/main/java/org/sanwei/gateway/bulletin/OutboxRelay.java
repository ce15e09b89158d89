package org.sanwei.gateway.bulletin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final Outbox outbox;
  private final ReleaseQueue queue;
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

  public OutboxRelay(
      Outbox outbox, ReleaseQueue queue, TransactionTemplate transaction, Ledger ledger) {
    this.outbox = outbox;
    this.queue = queue;
    this.transaction = transaction;
    this.ledger = ledger;
  }

  /** Looks every {@code pause} whether something is due. */
  public void start(Duration pause) {
    var unused =
        worker.scheduleWithFixedDelay(
            this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends everything that is due now; returns how many. Throws at the first that fails. */
  public int relay() {
    int sent = 0;
    while (Boolean.TRUE.equals(transaction.execute(status -> one()))) {
      sent++;
    }
    return sent;
  }

  private boolean one() {
    Outbox.Due due = outbox.next().orElse(null);
    if (due == null) {
      return false;
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
