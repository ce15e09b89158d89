package org.sanwei.routes.intake.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts rows for the receipt, and keeps the lines of those set aside, up to a bound. */
final class RowTally {
  private static final int MOST_LINES = 1000;

  private long rows;
  private long setAside;
  private final List<Map<String, Object>> lines = new ArrayList<>();

  /** Counts it; answers which row of the file it is, from 1. */
  long count(Row row) {
    if (row instanceof Row.Bad bad) {
      setAside++;
      if (lines.size() < MOST_LINES) {
        lines.add(Map.of("line", bad.line(), "why", bad.why().name()));
      }
    }
    return ++rows;
  }

  /** {@code setAsideLines} names the first thousand. */
  Map<String, Object> facts() {
    return Map.of(
        "rows", rows, "taken", rows - setAside, "setAside", setAside, "setAsideLines", lines);
  }
}
