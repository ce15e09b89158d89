package org.sanwei.gateway.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one channel, and what of it waits to be judged. Totals only grow. {@code
 * lastWaiting} is the reception of the newest that waits and cannot be a probe of ours.
 */
record ChannelRow(
    String channel,
    Instant since,
    @Nullable Instant lastAt,
    Duration deaf,
    Totals totals,
    @Nullable Fault fault,
    @Nullable Instant alarmAt,
    @Nullable Instant alarmSeen,
    long waiting,
    @Nullable Instant lastWaiting) {

  /** Messages by what they were judged to be at first. */
  record Totals(
      long open,
      long held,
      long classified,
      long spilled,
      long duplicates,
      long drills,
      long errors) {
    /** Everything that came, probes and repetitions apart. */
    long messages() {
      return open + held + classified + spilled;
    }
  }

  /** The last thing that went wrong: stable words of ours. */
  record Fault(Instant at, String what, String where) {}

  /** The newest message, judged or not; null when none has ever come. */
  @Nullable Instant heardAt() {
    Instant last = lastAt;
    Instant newest = lastWaiting;
    if (last == null || newest == null) {
      return last == null ? newest : last;
    }
    return newest.isAfter(last) ? newest : last;
  }

  /** As the alarm remembers it: the epoch stands for none. */
  Instant lastBooked() {
    return lastAt == null ? Instant.EPOCH : lastAt;
  }

  /** How long nothing has come, as far as anybody listened; since it is watched when none came. */
  Duration quiet(Instant now) {
    Instant heard = heardAt();
    boolean booked = heard == null || heard.equals(lastAt);
    Duration quiet =
        Duration.between(heard == null ? since : heard, now).minus(booked ? deaf : Duration.ZERO);
    return quiet.isNegative() ? Duration.ZERO : quiet;
  }

  /** Whether the alarm stands: it does until a message comes, and not a moment longer. */
  boolean alarmed() {
    Instant heard = heardAt();
    return alarmAt != null
        && alarmSeen != null
        && !(heard == null ? Instant.EPOCH : heard).isAfter(alarmSeen);
  }
}
