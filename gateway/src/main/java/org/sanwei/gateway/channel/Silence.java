package org.sanwei.gateway.channel;

import java.time.Duration;

/** Whether a channel has said nothing for too long, with the numbers that say so. */
public sealed interface Silence {
  /** Days at an hour below which its history is too short to go by. */
  int ENOUGH_DAYS = 7;

  /** How long it has been silent; time in which nobody listened is not counted. */
  Duration quiet();

  /** How long it may be at this hour. */
  Duration limit();

  /** What the limit was taken from. */
  Basis basis();

  /** Whether it is an alarm. */
  boolean alarming();

  /** What a limit is taken from. */
  enum Basis {
    /** The 99th percentile of the gaps at this hour of the last four weeks. */
    HISTORY,
    /** The policy's floor, which that percentile does not reach. */
    FLOOR,
    /** The policy's floor, for there is too little history. */
    COLD
  }

  /** As it often is. */
  record Usual(Duration quiet, Duration limit, Basis basis) implements Silence {
    @Override
    public boolean alarming() {
      return false;
    }
  }

  /** Longer than it should be. */
  record TooLong(Duration quiet, Duration limit, Basis basis) implements Silence {
    @Override
    public boolean alarming() {
      return true;
    }
  }

  /** Pure: {@code gaps} are those at the hour of the day that it is now in the trade zone. */
  static Silence judge(Duration quiet, GapHistogram gaps, Duration floor) {
    Duration usual = gaps.percentile99().orElse(Duration.ZERO);
    Basis basis = Basis.HISTORY;
    if (gaps.days() < ENOUGH_DAYS) {
      basis = Basis.COLD;
    } else if (usual.compareTo(floor) <= 0) {
      basis = Basis.FLOOR;
    }
    Duration limit = basis == Basis.HISTORY ? usual : floor;
    return quiet.compareTo(limit) > 0
        ? new TooLong(quiet, limit, basis)
        : new Usual(quiet, limit, basis);
  }
}
