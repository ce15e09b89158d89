package org.sanwei.gateway.officebook;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Times as people and spreadsheets write them. */
final class BookTimes {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "^((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
              + "(?:[ T]*([0-9]{1,2})[:：时点]([0-9]{1,2})?.*)?$");
  private static final Pattern SERIAL = Pattern.compile("^[0-9]{5}(?:\\.[0-9]+)?$");

  /** Day 0 of spreadsheets, which believe in 29 February 1900. */
  private static final LocalDate ZERO = LocalDate.of(1899, 12, 30);

  private static final int DAY_SECONDS = 86_400;

  private BookTimes() {}

  /** A time, to the minute where the book says it. */
  record Time(LocalDateTime at, boolean dayOnly) {}

  static Optional<Time> read(String cell) {
    try {
      if (SERIAL.matcher(cell).matches()) {
        double days = Double.parseDouble(cell);
        long seconds = Math.round((days - Math.floor(days)) * DAY_SECONDS);
        return Optional.of(
            new Time(ZERO.plusDays((long) days).atStartOfDay().plusSeconds(seconds), seconds == 0));
      }
      Matcher matcher = WRITTEN.matcher(cell);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
      boolean dayOnly = matcher.group(4) == null;
      int minute = matcher.group(5) == null ? 0 : number(matcher, 5);
      return Optional.of(
          new Time(dayOnly ? day.atStartOfDay() : day.atTime(number(matcher, 4), minute), dayOnly));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
