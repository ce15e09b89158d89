package org.sanwei.routes.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * What was put onto a queue lies in a list of its own until the queue's thread has moved it, and
 * neither looks nor counts see it there. {@link Queue#flushExecutor()} does not help: it answers at
 * once when that thread was asked for and has not begun (Artemis 2.55).
 */
public final class Settled {
  private static final long PATIENCE_SECONDS = 10;

  private Settled() {}

  /**
   * Waits until everything that was put before can be seen.
   *
   * @throws IllegalStateException when the queue does not come to it in ten seconds
   */
  public static void await(Queue queue) {
    if (!seen(queue)) {
      throw new IllegalStateException("queue " + queue.getName() + " does not come to rest");
    }
  }

  /** The same; false when it does not come to it, or the wait was interrupted. */
  static boolean seen(Queue queue) {
    CountDownLatch moved = new CountDownLatch(1);
    queue.flushOnIntermediate(moved::countDown);
    try {
      return moved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
