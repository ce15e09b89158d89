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
 * Measures how often a second something can be done by so many at once: in rounds of a fixed
 * number, with something untimed between them.
 */
final class Rounds implements AutoCloseable {
  private final int atOnce;
  private final int perRound;
  private final Runnable between;
  private final ExecutorService threads;

  Rounds(int atOnce, int perRound, Runnable between) {
    this.atOnce = atOnce;
    this.perRound = perRound;
    this.between = between;
    this.threads = Executors.newFixedThreadPool(atOnce);
  }

  /**
   * A second's worth, measured for at least so long after a warm-up of as long.
   *
   * @throws IOException when one of them fails
   */
  double perSecond(Callable<?> act, Duration measured) throws IOException {
    timed(act, measured);
    return timed(act, measured);
  }

  private double timed(Callable<?> act, Duration measured) throws IOException {
    long spent = 0;
    long done = 0;
    while (spent < measured.toNanos()) {
      between.run();
      long begun = System.nanoTime();
      round(act);
      spent += System.nanoTime() - begun;
      done += perRound;
    }
    return done / (spent / 1e9);
  }

  private void round(Callable<?> act) throws IOException {
    AtomicInteger left = new AtomicInteger(perRound);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      all.add(
          threads.submit(
              () -> {
                while (left.getAndDecrement() > 0) {
                  act.call();
                }
                return null;
              }));
    }
    try {
      for (Future<?> each : all) {
        each.get();
      }
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
