package org.sanwei.gateway.e2e;

import java.util.function.IntConsumer;
import org.sanwei.config.judge.Outcome;

/**
 * The messages of a flood, told apart by a number in their words alone, which says too what each
 * must be judged to be: there are too many to remember more of.
 */
final class Serial {
  private static final char MARK = 'k';
  private static final int DIGITS = 7;

  private Serial() {}

  /** Of fifty, four are classified and one is held. */
  static Outcome expected(int serial) {
    return switch (serial % 50) {
      case 3, 13, 23, 33 -> Outcome.CLASSIFIED;
      case 43 -> Outcome.HELD;
      default -> Outcome.OPEN;
    };
  }

  /** Its words. */
  static String text(int serial) {
    String mark = MARK + "%07d".formatted(serial) + MARK;
    return switch (expected(serial)) {
      case CLASSIFIED, SPILL -> "机密★10年\n集结地点" + mark;
      case HELD -> "机密：今晚车队出发" + mark;
      case OPEN -> "水位正常，联系人" + mark;
    };
  }

  /** Every number that stands in a text. */
  static void in(String text, IntConsumer found) {
    int at = text.indexOf(MARK);
    while (at >= 0) {
      int end = at + 1 + DIGITS;
      if (end < text.length()
          && text.charAt(end) == MARK
          && text.substring(at + 1, end).chars().allMatch(Character::isDigit)) {
        found.accept(Integer.parseInt(text.substring(at + 1, end)));
        at = text.indexOf(MARK, end + 1);
      } else {
        at = text.indexOf(MARK, at + 1);
      }
    }
  }
}
