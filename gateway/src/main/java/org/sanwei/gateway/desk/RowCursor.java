package org.sanwei.gateway.desk;

import java.util.Locale;
import java.util.Optional;

/** A place in the order of numbers, written {@code 2026-417}. */
public record RowCursor(int year, int number) {

  /** The place that was written, or empty when it is not one. */
  public static Optional<RowCursor> parse(String written) {
    return ItemRef.parse(written)
        .filter(ref -> ref.id() == null && ref.year() > 0)
        .map(ref -> new RowCursor(ref.year(), ref.number()));
  }

  /** The number as people say it, at least four digits. */
  public String spoken() {
    return String.format(Locale.ROOT, "%04d", number);
  }

  @Override
  public String toString() {
    return year + "-" + number;
  }
}
