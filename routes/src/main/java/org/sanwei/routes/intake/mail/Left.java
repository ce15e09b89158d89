package org.sanwei.routes.intake.mail;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the cursor has passed and that is not finished: it is looked at again at {@code next}
 * at the earliest. {@code tries} counts what has failed so far; {@code booked} is true once the
 * desk has a number for it; {@code putOffSince} is when it was put off first since it was tried
 * last, null when it was not.
 */
record Left(Why why, int tries, Instant next, boolean booked, @Nullable Instant putOffSince) {
  /** Failures after which people are told: in about half a minute, when polls are short. */
  static final int TRIES_UNTIL_BOOKED = 5;

  /** People are told of what is put off for so long, though nothing has failed. */
  static final Duration PUT_OFF_UNTIL_BOOKED = Duration.ofHours(1);

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
    NOT_MOVED,
    /** Nothing failed: another large one was being taken, or the disk had no room for it. */
    NOT_ITS_TURN
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
    return new Left(why, failures, now.plus(bounded), booked, null);
  }

  /** One that is put off, to the next look when nothing of it has failed yet. */
  static Left putOff(@Nullable Left before, Instant now) {
    if (before == null) {
      return new Left(Why.NOT_ITS_TURN, 0, now, false, now);
    }
    Instant next = before.why == Why.NOT_ITS_TURN ? now : now.plus(FIRST_PAUSE);
    Instant since = before.putOffSince == null ? now : before.putOffSince;
    return new Left(before.why, before.tries, next, before.booked, since);
  }

  /** The same, a little later. */
  Left paused(Instant now) {
    return new Left(why, tries, now.plus(FIRST_PAUSE), booked, putOffSince);
  }

  /** The same, and the desk has a number for it. */
  Left told() {
    return new Left(why, tries, next, true, putOffSince);
  }

  /** Whether the desk's number for it says the same as one for this would. */
  boolean toldOf(Why other) {
    return booked && (why == other || (why == Why.NOT_ITS_TURN && other == Why.NOT_GIVEN));
  }

  /** Whether the desk is to be told that it was put off for so long. */
  boolean waitsLong(Instant now) {
    return !booked && putOffSince != null && !now.isBefore(putOffSince.plus(PUT_OFF_UNTIL_BOOKED));
  }

  /** Whether the desk is to be told now. */
  boolean tells() {
    return !booked
        && (why == Why.TOO_LARGE || (why == Why.NOT_GIVEN && tries >= TRIES_UNTIL_BOOKED));
  }
}
