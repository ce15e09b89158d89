package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.LeastRate;

/**
 * A post's body that is too large for the heap: sealed and stored as it comes in, in a transaction
 * that is open until it is found to be the one that was signed. Only a post whose signature fits
 * comes so far.
 */
final class LargePost {
  /**
   * Bytes a second, with pauses of {@link PostedBody#BEFORE_RATE}: whoever has a key must not keep
   * the one turn for long.
   */
  static final int LEAST_RATE = 128 * 1024;

  private static final int STEP_BYTES = 64 * 1024;

  /** A slow disk of ours is not the sender's slowness; in all no longer, for the turn is one. */
  private static final Duration OUR_OWN_STALLS = Duration.ofMinutes(1);

  /** How the reading of it ended. */
  enum Read {
    /** All of it is there. */
    WHOLE,
    /** Too little of it in the time. */
    TOO_SLOW,
    /** More than the limit. */
    TOO_LARGE
  }

  private LargePost() {}

  /**
   * Reads it to its end. Blocks for at most {@link #longest}, a minute of our own stalls and one
   * pause of the connector's own limit, which is {@link PostedBody#BEFORE_RATE} too.
   *
   * @throws IOException when the connection is lost, nothing came for so long, or less came than
   *     was announced
   * @throws org.sanwei.routes.queue.BrokerUnavailable when it cannot be stored
   */
  static Read read(
      HttpServletRequest request, LargeIntake.Taking into, RunningDigest digest, Clock clock)
      throws IOException {
    LeastRate rate = new LeastRate(LEAST_RATE, PostedBody.BEFORE_RATE, clock);
    InputStream in = request.getInputStream();
    byte[] step = new byte[STEP_BYTES];
    Duration excuses = OUR_OWN_STALLS;
    for (int read = in.read(step); read >= 0; read = in.read(step)) {
      if (!rate.kept(read)) {
        return Read.TOO_SLOW;
      }
      Instant before = clock.instant();
      digest.update(step, 0, read);
      if (!into.write(step, 0, read)) {
        return Read.TOO_LARGE;
      }
      Duration ours = Duration.between(before, clock.instant());
      if (ours.compareTo(excuses) < 0) {
        rate.excuse(ours);
        excuses = excuses.minus(ours);
      }
    }
    if (into.sizeBytes() != request.getContentLengthLong()) {
      throw new IOException("the body ended before its announced size");
    }
    return Read.WHOLE;
  }

  /** How long one of so many bytes may take. */
  static Duration longest(long sizeBytes) {
    return LeastRate.longest(sizeBytes, LEAST_RATE, PostedBody.BEFORE_RATE);
  }
}
