package org.sanwei.gateway.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name stable, for scripts
 * @param limit the most that is good, in the same unit; null where nothing is promised
 */
public record Figure(
    String name,
    String chinese,
    String english,
    double value,
    String unit,
    @Nullable Double limit) {

  /** Whether it keeps its limit; a figure without one always does. */
  public boolean good() {
    return limit == null || value <= limit;
  }

  @Override
  public String toString() {
    String bound =
        limit == null
            ? ""
            : String.format(Locale.ROOT, "  (≤ %.0f %s%s)", limit, unit, good() ? "" : "  超出 over");
    return String.format(
        Locale.ROOT, "%10.1f %-4s%s  %s / %s", value, unit, bound, chinese, english);
  }
}
