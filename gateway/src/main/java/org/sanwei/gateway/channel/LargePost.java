package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.routes.intake.LargeIntake;

/**
 * A post's body that is too large for the heap: sealed and stored as it comes in, in a transaction
 * that is open until its signature is found to fit.
 */
final class LargePost {
  /**
   * Bytes a second, on average after {@link PostedBody#BEFORE_RATE}. A key's name alone is no
   * secret: whoever knows one must not keep the one turn for long.
   */
  static final int LEAST_RATE = 128 * 1024;

  private static final int STEP_BYTES = 64 * 1024;

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
   * Reads it to its end. Blocks for at most {@link #longest} and one pause of the connector's own
   * limit.
   *
   * @throws IOException when the connection is lost, or less came than was announced
   * @throws org.sanwei.routes.queue.BrokerUnavailable when it cannot be stored
   */
  static Read read(
      HttpServletRequest request, LargeIntake.Taking into, RunningDigest digest, Clock clock)
      throws IOException {
    Instant from = clock.instant();
    InputStream in = request.getInputStream();
    byte[] step = new byte[STEP_BYTES];
    for (int read = in.read(step); read >= 0; read = in.read(step)) {
      digest.update(step, 0, read);
      if (!into.write(step, 0, read)) {
        return Read.TOO_LARGE;
      }
      if (tooSlow(into.sizeBytes(), Duration.between(from, clock.instant()))) {
        return Read.TOO_SLOW;
      }
    }
    if (into.sizeBytes() != request.getContentLengthLong()) {
      throw new IOException("the body ended before its announced size");
    }
    return Read.WHOLE;
  }

  /** How long one of so many bytes may take. */
  static Duration longest(long sizeBytes) {
    return PostedBody.BEFORE_RATE.plusSeconds(sizeBytes / LEAST_RATE + 1);
  }

  private static boolean tooSlow(long sizeBytes, Duration since) {
    return since.compareTo(PostedBody.BEFORE_RATE) > 0
        && sizeBytes < since.toSeconds() * LEAST_RATE;
  }
}
