package org.sanwei.routes.message;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 74 random bits. Ids of
 * one millisecond are in no order among themselves. Thread-safe.
 */
public final class TimeOrderedIds implements Supplier<UUID> {
  private final Clock clock;
  private final SecureRandom random;

  public TimeOrderedIds(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public UUID get() {
    long high = clock.millis() << 16 | 0x7000L | (random.nextInt() & 0x0fffL);
    long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
