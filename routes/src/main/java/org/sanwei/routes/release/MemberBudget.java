package org.sanwei.routes.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts sends to each member so that we stop before WeCom drops the excess silently. Kept in
 * memory: after a restart it is generous for an hour. Safe from many threads.
 */
final class MemberBudget {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final int perMinute;
  private final int perHour;
  private final Clock clock;
  private final Map<String, Deque<Instant>> sent = new HashMap<>();

  MemberBudget(int perMinute, int perHour, Clock clock) {
    this.perMinute = perMinute;
    this.perHour = perHour;
    this.clock = clock;
  }

  /** Takes one send from the member's budget; false when nothing is left. */
  synchronized boolean take(String member) {
    Instant now = clock.instant();
    sent.values().removeIf(times -> forget(times, now).isEmpty());
    Deque<Instant> times = sent.computeIfAbsent(member, m -> new ArrayDeque<>());
    long lastMinute = times.stream().filter(at -> at.isAfter(now.minus(MINUTE))).count();
    if (times.size() >= perHour || lastMinute >= perMinute) {
      return false;
    }
    times.addLast(now);
    return true;
  }

  private static Deque<Instant> forget(Deque<Instant> times, Instant now) {
    times.removeIf(at -> !at.isAfter(now.minus(HOUR)));
    return times;
  }
}
