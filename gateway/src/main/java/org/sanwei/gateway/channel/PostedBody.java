package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** A post's body as it came in: its signature can be checked only when all of it is there. */
sealed interface PostedBody {
  /**
   * A key's name alone is no secret, so whoever knows one may not keep memory by sending slowly.
   */
  Duration PATIENCE = Duration.ofMinutes(2);

  int FIRST_BYTES = 16 * 1024;

  /** All of it. */
  record Whole(byte[] bytes) implements PostedBody {
    @Override
    public String toString() {
      return "Whole[" + bytes.length + " bytes]";
    }
  }

  /** More than the limit. */
  record TooLarge() implements PostedBody {}

  /** Not all of it in time. */
  record TooSlow() implements PostedBody {}

  /**
   * Reads it. Blocks for at most {@link #PATIENCE} and one pause of the connector's own limit.
   *
   * @throws IOException when the connection is lost
   */
  static PostedBody read(HttpServletRequest request, long limitBytes, Clock clock)
      throws IOException {
    Instant until = clock.instant().plus(PATIENCE);
    InputStream in = request.getInputStream();
    long announced = request.getContentLengthLong();
    byte[] body = new byte[announced < 0 ? FIRST_BYTES : (int) Math.min(announced, limitBytes + 1)];
    int length = 0;
    while (true) {
      if (length == body.length) {
        if (length == announced) {
          return new Whole(body);
        }
        body = Arrays.copyOf(body, (int) Math.min(limitBytes + 1, Math.max(1, 2L * length)));
      }
      int read = in.read(body, length, body.length - length);
      if (read < 0) {
        return new Whole(length == body.length ? body : Arrays.copyOf(body, length));
      }
      length += read;
      if (length > limitBytes) {
        return new TooLarge();
      }
      if (clock.instant().isAfter(until)) {
        return new TooSlow();
      }
    }
  }
}
