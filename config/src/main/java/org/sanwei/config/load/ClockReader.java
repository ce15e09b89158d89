package org.sanwei.config.load;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.Duty;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.DutyClock.ClockTest;
import org.sanwei.config.policy.DutyClock.Run;
import org.sanwei.config.policy.DutyClock.Start;

/** Reads the clocks of the duty office. */
final class ClockReader {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Map<String, SourcePos> ids = new HashMap<>();

  DutyClock read(Fields clock) {
    String id =
        clock.parsed("id", "phone-first", "none", t -> Words.NAME.matcher(t).matches() ? t : null);
    SourcePos before = ids.putIfAbsent(id, clock.at("id"));
    if (before != null && clock.has("id")) {
      clock.problem(
          clock.at("id"), "clock '" + id + "' was already given at " + before, "rename one");
    }
    DutyClock read =
        new DutyClock(
            id,
            clock.text("why", "where the time comes from", ""),
            clock.choice("duty", Words.DUTIES, Duty.HANDLE),
            clock.choices("level", Words.LEVELS),
            clock.choices("urgency", Words.URGENCY),
            run(id, clock),
            clock.maps("tests").stream().map(ClockReader::test).toList());
    clock.done();
    return read;
  }

  private static Run run(String id, Fields clock) {
    if (clock.has("daily") == clock.has("within")) {
      clock.problem(
          clock.start(),
          "clock '" + id + "' must run either within a time or daily",
          "write  within: 30m  or  daily: [\"08:00\", \"17:00\"]");
      return new DutyClock.Daily(List.of(LocalTime.MIN));
    }
    if (clock.has("daily")) {
      return new DutyClock.Daily(times(clock));
    }
    Duration within = GatewayReader.duration(clock, "within", "30m");
    if (within.isZero() || within.compareTo(LONGEST) > 0) {
      clock.problem(clock.at("within"), "a clock runs for up to a year", "write  within: 30m");
    }
    Start from = clock.optionalChoice("from", Words.STARTS, Start.RECEIVED);
    return new DutyClock.Within(within, from == null ? Start.RECEIVED : from);
  }

  private static List<LocalTime> times(Fields clock) {
    List<LocalTime> times = new ArrayList<>();
    for (String text : clock.words("daily")) {
      try {
        times.add(LocalTime.parse(text));
      } catch (DateTimeException e) {
        clock.problem(
            clock.atWord("daily", text), "'" + text + "' is no time", "write it as \"08:00\"");
      }
    }
    if (times.isEmpty()) {
      clock.problem(clock.at("daily"), "no time of the day is named", "write  daily: [\"17:00\"]");
      times.add(LocalTime.MIN);
    }
    return times;
  }

  private static ClockTest test(Fields test) {
    Urgency urgency = test.optionalChoice("urgency", Words.URGENCY, Urgency.NONE);
    ClockTest read =
        new ClockTest(
            test.start().file() + ":" + test.start().line(),
            test.optionalChoice("level", Words.LEVELS, EventLevel.EXTRAORDINARY),
            urgency == null ? Urgency.NONE : urgency,
            test.parsed("received", "\"2026-12-05T02:30\"", LocalDateTime.MIN, RuleReader::time),
            time(test, "happened"),
            time(test, "due"));
    test.done();
    return read;
  }

  private static @Nullable LocalDateTime time(Fields test, String key) {
    String text = test.optional(key, "\"2026-12-05T02:00\"");
    if (text == null || (key.equals("due") && text.equals("never"))) {
      return null;
    }
    return test.parsed(key, text, "\"2026-12-05T02:00\"", LocalDateTime.MIN, RuleReader::time);
  }
}
