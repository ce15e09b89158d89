package org.sanwei.config.judge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.Duty;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.Policy;

/** When the clocks of a policy run out for an item. Pure; immutable, safe from many threads. */
public final class DutyClocks {
  private final List<DutyClock> clocks;
  private final ZoneId zone;

  public DutyClocks(Policy policy) {
    this.clocks = policy.clocks();
    this.zone = policy.zone();
  }

  /** Something that must be done by then. */
  public record Deadline(String clock, Duty duty, Instant due) {}

  /**
   * The next deadline of each clock that runs for such an item, the earliest first.
   *
   * @param level as people or the text have it, null for no emergency
   * @param happened 事发, null when nobody knows it; what lies after {@code received} is a mistake
   *     and counts as unknown
   */
  public List<Deadline> of(
      @Nullable EventLevel level, Urgency urgency, Instant received, @Nullable Instant happened) {
    List<Deadline> deadlines = new ArrayList<>();
    for (DutyClock clock : clocks) {
      if (runs(clock, level, urgency)) {
        deadlines.add(new Deadline(clock.id(), clock.duty(), due(clock, received, happened)));
      }
    }
    deadlines.sort(Comparator.comparing(Deadline::due).thenComparing(Deadline::clock));
    return List.copyOf(deadlines);
  }

  private static boolean runs(DutyClock clock, @Nullable EventLevel level, Urgency urgency) {
    boolean any = clock.levels().isEmpty() && clock.urgencies().isEmpty();
    return any
        || (level != null && clock.levels().contains(level))
        || clock.urgencies().contains(urgency);
  }

  private Instant due(DutyClock clock, Instant received, @Nullable Instant happened) {
    if (clock.run() instanceof DutyClock.Within within) {
      boolean earlier = happened != null && happened.isBefore(received);
      Instant start =
          within.from() == DutyClock.Start.HAPPENED && earlier && happened != null
              ? happened
              : received;
      return start.plus(within.time());
    }
    return next(((DutyClock.Daily) clock.run()).at(), received);
  }

  private Instant next(List<LocalTime> times, Instant after) {
    LocalDate day = after.atZone(zone).toLocalDate();
    for (int days = 0; ; days++) {
      for (LocalTime time : times) {
        Instant at = day.plusDays(days).atTime(time).atZone(zone).toInstant();
        if (at.isAfter(after)) {
          return at;
        }
      }
    }
  }
}
