package org.sanwei.gateway.officebook;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One row of an office's book. {@code line} counts from 1 in its file; {@code at} is null where no
 * time could be read, and midnight when {@code dayOnly}.
 */
public record BookEntry(
    int line,
    @Nullable LocalDateTime at,
    boolean dayOnly,
    String source,
    String title,
    String level,
    String handling) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** The time as the book has it, to the day or to the minute; empty where none could be read. */
  public String when() {
    return at == null ? "" : at.format(dayOnly ? DAY : MINUTE);
  }

  /** Whether the office itself wrote a level of state secrets beside it. */
  public boolean classified() {
    return level.contains("绝密") || level.contains("机密") || level.strip().startsWith("秘密");
  }

  @Override
  public String toString() {
    return "BookEntry[" + line + "]";
  }
}
