package org.sanwei.gateway.wiring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A part that starts in a thread of its own while Spring still reads its configuration.
 *
 * @param <T> what is there once it has started
 */
final class Ahead<T> implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final String what;
  private final CompletableFuture<T> part = new CompletableFuture<>();
  private final Stop<T> stop;

  /** How the part is stopped; called at most once for each close, so it must be idempotent. */
  interface Stop<T> {
    void stop(T part) throws Exception;
  }

  private Ahead(String what, Stop<T> stop) {
    this.what = what;
    this.stop = stop;
  }

  /** Begins the start; {@code what} names the thread and the error. */
  static <T> Ahead<T> begin(String what, Callable<T> start, Stop<T> stop) {
    Ahead<T> ahead = new Ahead<>(what, stop);
    Thread thread =
        new Thread(
            () -> {
              try {
                ahead.part.complete(start.call());
              } catch (Throwable e) {
                ahead.part.completeExceptionally(e);
              }
            },
            what + "-start");
    thread.start();
    return ahead;
  }

  /**
   * The part once it has started. Blocks for as long as the start takes.
   *
   * @throws StartRefused when the start was refused with a reason
   * @throws IllegalStateException when it failed otherwise
   */
  T await() {
    while (true) {
      try {
        // In short waits: Spring takes a start that waits without end for a stuck one, and a stop
        // would then close nothing.
        return part.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartRefused("interrupted while the " + what + " starts", "start again");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StartRefused refused) {
          throw refused;
        }
        throw new IllegalStateException("the " + what + " does not start", e.getCause());
      }
    }
  }

  /** Stops the part, after its start when that is still under way. Idempotent. */
  @Override
  public void close() throws Exception {
    T started;
    try {
      started = part.get();
    } catch (ExecutionException e) {
      // What did not start has told whoever awaited it.
      return;
    }
    stop.stop(started);
  }
}
