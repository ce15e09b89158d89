package org.sanwei.routes.intake.mail;

import java.time.Duration;
import java.time.Instant;

/**
 * A mail that the cursor has passed and that is not finished: it is looked at again at {@code next}
 * at the earliest. {@code tries} counts what has failed so far; {@code booked} is true once the
 * desk has a number for it.
 */
record Left(Why why, int tries, Instant next, boolean booked) {
  /** Failures after which people are told: in about half a minute, when polls are short. */
  static final int TRIES_UNTIL_BOOKED = 5;

  private static final int QUICK_TRIES = 2;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** What is missing. */
  enum Why {
    /** The server did not give it, or it could not be stored. */
    NOT_GIVEN,
    /** It is over the limit, which may be raised one day. */
    TOO_LARGE,
    /** It is taken over, and the server did not move it away. */
    NOT_MOVED
  }

  /** After one more failure: twice at the next poll, then after pauses that grow to an hour. */
  static Left after(Why why, int failures, Instant now, boolean booked) {
    Duration pause =
        why == Why.TOO_LARGE
            ? LONGEST_PAUSE
            : failures <= QUICK_TRIES
                ? Duration.ZERO
                : FIRST_PAUSE.multipliedBy(1L << Math.min(20, failures - QUICK_TRIES - 1));
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return new Left(why, failures, now.plus(bounded), booked);
  }

  /** The same, a little later. */
  Left paused(Instant now) {
    return new Left(why, tries, now.plus(FIRST_PAUSE), booked);
  }

  /** Whether the desk is to be told now. */
  boolean tells() {
    return !booked
        && (why == Why.TOO_LARGE || (why == Why.NOT_GIVEN && tries >= TRIES_UNTIL_BOOKED));
  }
}
