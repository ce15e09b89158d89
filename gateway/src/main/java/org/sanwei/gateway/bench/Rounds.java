package org.sanwei.gateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how often a second something can be done by so many at once: in rounds that end after a
 * time or a number, with something untimed after each.
 */
final class Rounds implements AutoCloseable {
  private final int atOnce;
  private final int most;
  private final Duration longest;
  private final Runnable after;
  private final ExecutorService threads;

  /**
   * @param most how often it may be done in a round
   * @param longest when a round ends at the latest
   */
  Rounds(int atOnce, int most, Duration longest, Runnable after) {
    this.atOnce = atOnce;
    this.most = most;
    this.longest = longest;
    this.after = after;
    this.threads = Executors.newFixedThreadPool(atOnce);
  }

  /**
   * One round.
   *
   * @throws IOException when one of them fails
   */
  Pace round(Callable<?> act) throws IOException {
    AtomicInteger begun = new AtomicInteger();
    Duration processorBefore = processorTime();
    long from = System.nanoTime();
    long until = from + longest.toNanos();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      all.add(
          threads.submit(
              () -> {
                int done = 0;
                while (System.nanoTime() < until && begun.getAndIncrement() < most) {
                  act.call();
                  done++;
                }
                return done;
              }));
    }
    int done = all(all);
    double seconds = (System.nanoTime() - from) / 1e9;
    double processorMillis = processorTime().minus(processorBefore).toNanos() / 1e6;
    after.run();
    return new Pace(done, done / seconds, processorMillis / done);
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static int all(List<Future<Integer>> acts) throws IOException {
    try {
      int done = 0;
      for (Future<Integer> each : acts) {
        done += each.get();
      }
      return done;
    } catch (ExecutionException e) {
      throw new IOException("a measured step failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
