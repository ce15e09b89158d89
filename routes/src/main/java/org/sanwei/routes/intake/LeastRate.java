package org.sanwei.routes.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How slowly something large may come: who brings it may pause for so long at a time, and must
 * bring so much a second otherwise. What came early buys no longer pause than that. It is asked
 * when something comes; that nothing comes at all is for the connection's own time limit. For one
 * thread.
 */
public final class LeastRate {
  private final int bytesEachSecond;
  private final Duration pause;
  private final Clock clock;
  private Instant until;

  /**
   * From now on.
   *
   * @param bytesEachSecond above 0
   */
  public LeastRate(int bytesEachSecond, Duration pause, Clock clock) {
    this.bytesEachSecond = bytesEachSecond;
    this.pause = pause;
    this.clock = clock;
    this.until = clock.instant().plus(pause);
  }

  /** So much more has come; false when it came too late. */
  public boolean kept(long bytes) {
    Instant now = clock.instant();
    if (now.isAfter(until)) {
      return false;
    }
    Instant bought = until.plus(time(bytes));
    Instant most = now.plus(pause);
    until = bought.isBefore(most) ? bought : most;
    return true;
  }

  /** So long the bringer waited for us. */
  public void excuse(Duration ours) {
    until = until.plus(ours);
  }

  /** How long so many bytes may take in all. */
  public static Duration longest(long bytes, int bytesEachSecond, Duration pause) {
    return pause.plusSeconds(bytes / bytesEachSecond + 1);
  }

  private Duration time(long bytes) {
    return Duration.ofNanos(bytes * 1_000_000_000L / bytesEachSecond);
  }
}
