package org.sanwei.gateway.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What came by one channel in each of the last 168 hours, the present hour last. Messages are
 * counted without probes and repetitions.
 */
final class RecentHours {
  /** How far back it goes: a week. */
  static final int HOURS = 7 * 24;

  private static final int DAY = 24;

  private final int[] messages = new int[HOURS];
  private final int[] day = new int[Kind.values().length];

  /** What is told apart; names are those of the table's columns. */
  enum Kind {
    OPEN,
    HELD,
    CLASSIFIED,
    SPILLED,
    DUPLICATES,
    ERRORS
  }

  void put(int place, ResultSet row) throws SQLException {
    for (Kind kind : Kind.values()) {
      int count = row.getInt(kind.name());
      if (kind.ordinal() <= Kind.SPILLED.ordinal()) {
        messages[place] += count;
      }
      if (place >= HOURS - DAY) {
        day[kind.ordinal()] += count;
      }
    }
  }

  /** Messages of the hour that has begun. */
  int thisHour() {
    return messages[HOURS - 1];
  }

  /** Messages of the last 24 hours. */
  int lastDay() {
    return Arrays.stream(messages, HOURS - DAY, HOURS).sum();
  }

  /** How many of the last 24 hours were of this kind. */
  int lastDay(Kind kind) {
    return day[kind.ordinal()];
  }

  /** Messages of the last seven days. */
  int week() {
    return Arrays.stream(messages).sum();
  }

  /** Messages of each of the last 24 hours. */
  int[] dayByHours() {
    return Arrays.copyOfRange(messages, HOURS - DAY, HOURS);
  }

  /** Messages of each four hours of the last seven days. */
  int[] weekByFourHours() {
    int[] blocks = new int[HOURS / 4];
    for (int i = 0; i < HOURS; i++) {
      blocks[i / 4] += messages[i];
    }
    return blocks;
  }
}
