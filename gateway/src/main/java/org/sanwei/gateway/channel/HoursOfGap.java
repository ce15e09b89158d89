package org.sanwei.gateway.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

/** Which hours of the day a gap touches: a night's silence is usual at each hour of the night. */
final class HoursOfGap {
  private HoursOfGap() {}

  /** Hours of the day in {@code zone}, 0 to 23; each once, however many days it lasts. */
  static Set<Integer> of(Instant from, Instant until, ZoneId zone) {
    Set<Integer> hours = new TreeSet<>();
    Instant first =
        Duration.between(from, until).compareTo(Duration.ofDays(2)) > 0
            ? until.minus(Duration.ofDays(2))
            : from;
    // By hours of the zone and not of the day: where clocks are set, one is there twice or never.
    ZonedDateTime hour = first.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    while (!hour.toInstant().isAfter(until)) {
      hours.add(hour.getHour());
      hour = hour.plusHours(1);
    }
    return hours;
  }
}
