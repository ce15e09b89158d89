package org.sanwei.gateway.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name stable, for scripts
 * @param limit the most that is good, in the same unit; null where nothing is promised
 * @param least the least that is good, likewise
 */
public record Figure(
    String name,
    String chinese,
    String english,
    double value,
    String unit,
    @Nullable Double limit,
    @Nullable Double least) {

  static Figure atMost(
      String name,
      String chinese,
      String english,
      double value,
      String unit,
      @Nullable Double limit) {
    return new Figure(name, chinese, english, value, unit, limit, null);
  }

  static Figure atLeast(
      String name,
      String chinese,
      String english,
      double value,
      String unit,
      @Nullable Double least) {
    return new Figure(name, chinese, english, value, unit, null, least);
  }

  /** Whether it keeps its limit; a figure without one always does. */
  public boolean good() {
    return (limit == null || value <= limit) && (least == null || value >= least);
  }

  @Override
  public String toString() {
    String form = value < 10 ? "%10.2f %-4s%s  %s / %s" : "%10.1f %-4s%s  %s / %s";
    return String.format(Locale.ROOT, form, value, unit, bound(), chinese, english);
  }

  private String bound() {
    if (limit != null) {
      return String.format(Locale.ROOT, "  (≤ %.0f %s%s)", limit, unit, good() ? "" : "  超出 over");
    }
    if (least != null) {
      return String.format(Locale.ROOT, "  (≥ %.1f %s%s)", least, unit, good() ? "" : "  不足 under");
    }
    return "";
  }
}
