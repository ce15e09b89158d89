package org.sanwei.routes.intranet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.sanwei.routes.guard.AfterTransaction;

/**
 * The transactions that clients have open. Each keeps what it sent and the keys of its epoch until
 * it ends, so it may send so much only, and stay open for so long only. Safe from many threads.
 */
final class ClientTransactions {
  private final long mostBytes;
  private final int mostMessages;
  private final Duration longest;
  private final Map<Long, Open> open = new ConcurrentHashMap<>();

  private static final class Open {
    private long bytes;
    private int messages;
  }

  ClientTransactions(long mostBytes, int mostMessages, Duration longest) {
    this.mostBytes = mostBytes;
    this.mostMessages = mostMessages;
    this.longest = longest;
  }

  /**
   * True when it may send this too.
   *
   * @param timer on which {@code tooLong} runs if it is still open then
   */
  boolean admits(Transaction tx, int bytes, ScheduledExecutorService timer, Runnable tooLong) {
    Open counted = open.computeIfAbsent(tx.getID(), id -> begun(tx, timer, tooLong));
    synchronized (counted) {
      counted.bytes += bytes;
      counted.messages++;
      return counted.bytes <= mostBytes && counted.messages <= mostMessages;
    }
  }

  private Open begun(Transaction tx, ScheduledExecutorService timer, Runnable tooLong) {
    long id = tx.getID();
    Future<?> alarm =
        timer.schedule(
            () -> {
              if (open.containsKey(id)) {
                tooLong.run();
              }
            },
            longest.toMillis(),
            TimeUnit.MILLISECONDS);
    tx.addOperation(new AfterTransaction(() -> ended(id, alarm)));
    return new Open();
  }

  private void ended(long id, Future<?> alarm) {
    open.remove(id);
    alarm.cancel(false);
  }

  /** How many are open. */
  int size() {
    return open.size();
  }
}
