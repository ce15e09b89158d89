package org.sanwei.gateway.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What every page knows of the office it serves. {@code unit} is the office's code, {@code
 * unitName} its name on screens; {@code zone} is the trade zone: days, years and shown times are
 * its. {@code sandbox} puts the 演练 band on every page. {@code repeatsWithin} is how far apart equal
 * arrivals may be and count as possible repeats. {@code shadow} puts a band on every page too:
 * nothing is sent.
 */
public record DeskSettings(
    String unit,
    String unitName,
    ZoneId zone,
    boolean sandbox,
    Duration repeatsWithin,
    boolean shadow) {
  /** Of a desk whose outlets send. */
  public DeskSettings(
      String unit, String unitName, ZoneId zone, boolean sandbox, Duration repeatsWithin) {
    this(unit, unitName, zone, sandbox, repeatsWithin, false);
  }

  /** The first instant of the trade day that holds {@code now}. */
  public Instant startOfDay(Instant now) {
    return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
  }

  /** The trade year of an instant. */
  public int yearOf(Instant at) {
    return LocalDate.ofInstant(at, zone).getYear();
  }
}
