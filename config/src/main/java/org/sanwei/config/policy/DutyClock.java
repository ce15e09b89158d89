package org.sanwei.config.policy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Urgency;

/**
 * Until when the duty office must have done something (时限). It runs for items of any of these
 * levels or urgencies; with both empty for every item. Specified in POLICY.md.
 */
public record DutyClock(
    String id,
    String why,
    Duty duty,
    Set<EventLevel> levels,
    Set<Urgency> urgencies,
    Run run,
    List<ClockTest> tests) {
  public DutyClock {
    levels = Set.copyOf(levels);
    urgencies = Set.copyOf(urgencies);
    tests = List.copyOf(tests);
  }

  /** How it runs. */
  public sealed interface Run {}

  /** So long after 接报, or after 事发 where that time is known and earlier. */
  public record Within(Duration time, Start from) implements Run {}

  /** Every day at these times, by the policy's clock. */
  public record Daily(List<LocalTime> at) implements Run {
    public Daily {
      at = at.stream().sorted().toList();
    }
  }

  /** From which of the two times a clock runs. */
  public enum Start {
    /** 接报 */
    RECEIVED,
    /** 事发 */
    HAPPENED
  }

  /** An item of these facts, and when the clock runs out for it; null for not at all. */
  public record ClockTest(
      String at,
      @Nullable EventLevel level,
      Urgency urgency,
      LocalDateTime received,
      @Nullable LocalDateTime happened,
      @Nullable LocalDateTime due) {}
}
