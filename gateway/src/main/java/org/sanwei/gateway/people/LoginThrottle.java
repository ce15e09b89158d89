package org.sanwei.gateway.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords per key (a login at an address, or an address) and blocks a key for a
 * while after too many. Holds at most {@code capacity} keys and forgets the one longest unused, so
 * memory is bounded whatever strangers send. Safe from many threads.
 */
public final class LoginThrottle {
  private final Clock clock;
  private final int allowed;
  private final Duration block;
  private final Map<String, Failures> failures;

  private record Failures(int count, Instant last) {}

  /**
   * {@code allowed} wrong passwords are answered; the next tries are refused until {@code block}
   * has passed since the last wrong one.
   */
  public LoginThrottle(Clock clock, int allowed, Duration block, int capacity) {
    this.clock = clock;
    this.allowed = allowed;
    this.block = block;
    this.failures =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Whether this key has to wait. */
  synchronized boolean blocked(String key) {
    Failures known = failures.get(key);
    return known != null && known.count() >= allowed && !forgotten(known);
  }

  /** Counts a wrong password. */
  synchronized void failed(String key) {
    Failures known = failures.get(key);
    int before = known == null || forgotten(known) ? 0 : known.count();
    failures.put(key, new Failures(before + 1, clock.instant()));
  }

  /** A right password ends the count. */
  synchronized void succeeded(String key) {
    failures.remove(key);
  }

  synchronized int size() {
    return failures.size();
  }

  private boolean forgotten(Failures known) {
    return known.last().plus(block).isBefore(clock.instant());
  }
}
