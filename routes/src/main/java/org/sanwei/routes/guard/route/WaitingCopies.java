package org.sanwei.routes.guard.route;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one outlet has sent, on its way to the integrators' route that asks for it. The outlet never
 * waits for that route: copies wait here, in memory and at most {@link #MOST}, and are given one by
 * one, in their order, by a thread of their own. Each is tried once. One that is not taken (no
 * room, a route that fails, a gateway that stops) is told of and never comes again. Thread-safe.
 */
final class WaitingCopies {
  /** Each is some thousand characters at most. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(WaitingCopies.class);

  private final String outlet;
  private final Function<String, Optional<Throwable>> route;
  private final IntegratorContext.Lost lost;
  private final Thread giver;
  private final Deque<String> waiting = new ArrayDeque<>();
  private boolean closed;

  /** The one under way is counted as lost, whatever comes of it. */
  private volatile boolean givenUp;

  /**
   * @param route takes a copy, or says why not; must not throw
   */
  WaitingCopies(
      String outlet, Function<String, Optional<Throwable>> route, IntegratorContext.Lost lost) {
    this.outlet = outlet;
    this.route = route;
    this.lost = lost;
    giver = new Thread(this::give, "copies-" + outlet);
    giver.setDaemon(true);
  }

  /** Takes a copy, before the start too, and returns at once. Never throws. */
  void add(String text) {
    if (!room(text)) {
      lose(1, "no room, or the gateway is stopping");
    }
  }

  private synchronized boolean room(String text) {
    if (closed || waiting.size() >= MOST) {
      return false;
    }
    waiting.addLast(text);
    notifyAll();
    return true;
  }

  /** Begins to give them. */
  void start() {
    giver.start();
  }

  private void give() {
    Optional<String> text = next();
    while (text.isPresent()) {
      Optional<Throwable> failed = route.apply(text.get());
      if (failed.isPresent() && !givenUp) {
        lose(1, "the route failed, " + failed.get().getClass().getSimpleName());
      }
      text = next();
    }
  }

  /** Waits for one; empty when there will be none any more. */
  private synchronized Optional<String> next() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.ofNullable(waiting.pollFirst());
  }

  /** Several at once, all within the same time: what one does not need the next one has. */
  static void close(Collection<WaitingCopies> all, Duration patience) {
    all.forEach(WaitingCopies::takeNoMore);
    long end = System.nanoTime() + patience.toNanos();
    for (WaitingCopies each : all) {
      each.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  private synchronized void takeNoMore() {
    closed = true;
    notifyAll();
  }

  /** Takes no more, and gives those that wait for as long as this. */
  void close(Duration patience) {
    takeNoMore();
    boolean ended = !giver.isAlive();
    try {
      // Of no milliseconds it would take that there is no end.
      giver.join(Math.max(1, patience.toMillis()));
      ended = !giver.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = left();
    if (!ended) {
      givenUp = true;
      giver.interrupt();
      left++;
    }
    if (left > 0) {
      lose(left, "the gateway stopped before the route had taken them");
    }
  }

  private synchronized int left() {
    int left = waiting.size();
    waiting.clear();
    return left;
  }

  private void lose(int count, String why) {
    LOG.error("{} of the copies of what {} sent came to no route: {}", count, outlet, why);
    for (int i = 0; i < count; i++) {
      lost.lost(outlet);
    }
  }
}
