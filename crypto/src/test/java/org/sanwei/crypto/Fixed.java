package org.sanwei.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.prng.DigestRandomGenerator;

/** A clock that tests move, and randomness that repeats. */
public final class Fixed {
  public static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private Fixed() {}

  /** The same bytes for the same seed, on every machine. */
  public static SecureRandom random(String seed) {
    DigestRandomGenerator generator = new DigestRandomGenerator(new SM3Digest());
    generator.addSeedMaterial(seed.getBytes(StandardCharsets.UTF_8));
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        generator.nextBytes(bytes);
      }

      @Override
      public int nextInt() {
        byte[] four = new byte[4];
        nextBytes(four);
        return ByteBuffer.wrap(four).getInt();
      }
    };
  }

  public static MovableClock clock() {
    return new MovableClock();
  }

  /** Stands still until it is moved. */
  public static final class MovableClock extends Clock {
    private volatile Instant now = NOW;

    public void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
