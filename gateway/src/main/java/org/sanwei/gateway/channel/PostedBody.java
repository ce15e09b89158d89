package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.sanwei.routes.guard.Room;

/**
 * A post's body as it came in, into memory. Without {@code X-Sanwei-Digest} its signature can be
 * checked only when all of it is there; with it, only the digest is left to be compared then.
 */
sealed interface PostedBody {
  /**
   * A key's name alone is no secret, so whoever knows one may not keep memory by sending slowly.
   */
  Duration PATIENCE = Duration.ofMinutes(2);

  /** Nor may he send less than {@link #LEAST_RATE} for longer than this. */
  Duration BEFORE_RATE = Duration.ofSeconds(10);

  /** Bytes a second, on average since the beginning. */
  int LEAST_RATE = 32 * 1024;

  int FIRST_BYTES = 16 * 1024;

  int STEP_BYTES = 1024 * 1024;

  /** All of it. */
  record Whole(byte[] bytes) implements PostedBody {
    @Override
    public String toString() {
      return "Whole[" + bytes.length + " bytes]";
    }
  }

  /** More than the limit. */
  record TooLarge() implements PostedBody {}

  /** There is no more room for what comes. */
  record NoRoom() implements PostedBody {}

  /** Not all of it in time, or too little in the time. */
  record TooSlow() implements PostedBody {}

  /**
   * Reads it, widening {@code place} as bytes come and not by what is announced. Blocks for at most
   * {@link #PATIENCE} and one pause of the connector's own limit.
   *
   * @throws IOException when the connection is lost
   */
  static PostedBody read(HttpServletRequest request, long limitBytes, Room.Place place, Clock clock)
      throws IOException {
    Instant from = clock.instant();
    InputStream in = request.getInputStream();
    long announced = request.getContentLengthLong();
    long most = announced < 0 ? limitBytes + 1 : Math.min(announced, limitBytes + 1);
    byte[] body = new byte[(int) Math.min(most, FIRST_BYTES)];
    int length = 0;
    while (true) {
      if (length == announced) {
        return new Whole(body);
      }
      if (length == body.length) {
        int larger = (int) Math.min(most, length + (long) Math.min(length, STEP_BYTES));
        if (!place.tryWiden(larger)) {
          return new NoRoom();
        }
        body = Arrays.copyOf(body, larger);
      }
      int read = in.read(body, length, body.length - length);
      if (read < 0) {
        return new Whole(length == body.length ? body : Arrays.copyOf(body, length));
      }
      length += read;
      if (length > limitBytes) {
        return new TooLarge();
      }
      if (length != announced && tooSlow(length, Duration.between(from, clock.instant()))) {
        return new TooSlow();
      }
    }
  }

  private static boolean tooSlow(int length, Duration since) {
    return since.compareTo(PATIENCE) > 0
        || (since.compareTo(BEFORE_RATE) > 0 && length < since.toSeconds() * LEAST_RATE);
  }
}
