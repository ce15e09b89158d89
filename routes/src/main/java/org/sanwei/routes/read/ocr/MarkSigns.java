package org.sanwei.routes.read.ocr;

import java.util.Set;

/** What in a short line could be the remains of a mark, and what is a whole mark. */
final class MarkSigns {
  /** The longest line that a mark, with copy number and period, fills. */
  static final int SHORT = 16;

  private static final Set<String> LEVELS = Set.of("绝密", "机密", "秘密");
  private static final String STARS = "★☆＊*✩✭⭐";
  private static final String[] CONDITIONS = {"长期", "启用前", "公布前", "会议开始前", "宣布前"};
  private static final String[] LAWFUL = {
    "保密", "密切", "加密", "密码", "严密", "紧密", "密集", "绝对", "杜绝", "拒绝", "秘书", "谢绝", "绝不"
  };

  private MarkSigns() {}

  /** The text without spaces, as wide as it was. */
  static String dense(String text) {
    StringBuilder dense = new StringBuilder(text.length());
    text.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(dense::appendCodePoint);
    return dense.toString();
  }

  static boolean isShort(String text) {
    String dense = dense(text);
    return dense.codePointCount(0, dense.length()) <= SHORT;
  }

  /** A level by itself, or with a star and a period: the policy reads that as text. */
  static boolean wholeMark(String text) {
    String dense = dense(text);
    return LEVELS.stream().anyMatch(dense::contains);
  }

  /** Whether a short line holds 密, 秘, 绝, a star, a lone 机, a period or a condition. */
  static boolean remains(String text) {
    String dense = dense(text);
    String rest = dense;
    for (String word : LAWFUL) {
      rest = rest.replace(word, "");
    }
    if (rest.indexOf('密') >= 0 || rest.indexOf('秘') >= 0 || rest.indexOf('绝') >= 0) {
      return true;
    }
    for (int i = 0; i < STARS.length(); i++) {
      if (rest.indexOf(STARS.charAt(i)) >= 0) {
        return true;
      }
    }
    for (String condition : CONDITIONS) {
      if (rest.endsWith(condition)) {
        return true;
      }
    }
    return dense.equals("机") || period(dense);
  }

  /** Ends with a number of years or months that is no date: 10年, 6个月. */
  private static boolean period(String dense) {
    String units = dense.endsWith("个月") ? "个月" : "年";
    if (!dense.endsWith(units)) {
      return false;
    }
    int end = dense.length() - units.length();
    int start = end;
    while (start > 0 && Character.isDigit(dense.charAt(start - 1))) {
      start--;
    }
    int digits = end - start;
    return digits >= 1 && digits <= 2;
  }
}
