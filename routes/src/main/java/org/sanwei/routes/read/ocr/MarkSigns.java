package org.sanwei.routes.read.ocr;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What in a short line could be the remains of a mark, and what is a whole mark. */
final class MarkSigns {
  /** The longest line that a mark, with copy number and period, fills. */
  static final int SHORT = 16;

  private static final Set<String> LEVELS = Set.of("绝密", "机密", "秘密");
  private static final Set<String> LABELS =
      Set.of("密级", "缓急", "紧急程度", "缓急程度", "保密等级", "保密期限", "等级");
  private static final Set<String> URGENCIES = Set.of("特提", "特急", "加急", "平急");
  private static final String POINTS = "：:.,·、。，;；'`";
  private static final String STARS = "★☆＊*✩✭⭐";
  private static final String[] CONDITIONS = {"长期", "启用前", "公布前", "会议开始前", "宣布前"};
  private static final String[] BESIDE = {
    "密级", "特急", "加急", "特提", "平急", "：", ":", "【", "】", "[", "]", "（", "）", "(", ")", "|"
  };
  private static final String[] LAWFUL = {
    "保密",
    "密切",
    "加密",
    "密码",
    "严密",
    "紧密",
    "密集",
    "绝对",
    "杜绝",
    "拒绝",
    "秘书",
    "谢绝",
    "绝不",
    // An office's 秘书处 of which a letter is gone; no mark stands right behind an office's name.
    "府秘",
    "厅秘",
    "委秘",
    "局秘",
    "办秘"
  };
  // 绝大多数 at the end of a line; by itself it could be what is left of a mark.
  private static final String MOST = "绝大";
  private static final int MORE_THAN_A_MARK = 6;

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

  /**
   * A level by itself, or with a star and what may follow one, beside nothing but a copy number and
   * an urgency: the policy reads that as text.
   */
  static boolean wholeMark(String text) {
    String rest = dense(text);
    for (String word : BESIDE) {
      rest = rest.replace(word, "");
    }
    rest = withoutEdgeNumber(rest);
    for (String level : LEVELS) {
      if (rest.startsWith(level)) {
        String after = rest.substring(level.length());
        return after.isEmpty() || isStar(after.charAt(0)) && ending(after.substring(1));
      }
    }
    return false;
  }

  /** A whole mark, or an urgency by itself: nothing else need be looked for in it. */
  static boolean plain(String text) {
    return wholeMark(text) || isUrgency(text);
  }

  static boolean isUrgency(String text) {
    return URGENCIES.contains(dense(text));
  }

  /** A copy number stands before a mark. */
  private static String withoutEdgeNumber(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) >= '0' && text.charAt(start) <= '9') {
      start++;
    }
    return start >= 4 ? text.substring(start) : text;
  }

  private static boolean isStar(char c) {
    return STARS.indexOf(c) >= 0;
  }

  private static boolean ending(String text) {
    return text.endsWith("前")
        || text.equals("长期")
        || period(text)
        || text.endsWith("日") && Character.isDigit(text.charAt(0));
  }

  /** Whether a short line holds 密, 秘, 绝, a star, a lone 机, a period or a condition. */
  static boolean remains(String text) {
    String dense = dense(text);
    if (isDocumentNumber(dense) || isLabel(dense) || saysOpen(dense)) {
      return false;
    }
    String rest = withoutMost(dense);
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

  /** 望秘〔2026〕107号: an office's sign, a year in brackets, a number. */
  private static boolean isDocumentNumber(String dense) {
    int year = dense.indexOf("20");
    return dense.endsWith("号")
        && year > 0
        && year < dense.length() - 5
        && "〔[［【（(".indexOf(dense.charAt(year - 1)) >= 0;
  }

  private static String withoutMost(String dense) {
    String words = dense;
    for (String word : BESIDE) {
      words = words.replace(word, "");
    }
    boolean running = withoutEdgeNumber(words).length() > MORE_THAN_A_MARK;
    return running ? dense.replace(MOST, "") : dense;
  }

  private static boolean saysOpen(String dense) {
    String rest = withoutUrgency(dense);
    return rest.startsWith("密级")
        && (rest.endsWith("公开") || rest.endsWith("无") || rest.endsWith("内部"));
  }

  /** The urgency that ends a line which says nothing else but a level; null if there is none. */
  static @Nullable String urgencyBeside(String text) {
    String dense = dense(text);
    String rest = withoutUrgency(dense);
    boolean alone = rest.length() < dense.length() && (saysOpen(dense) || wholeMark(rest));
    return alone ? dense.substring(rest.length()) : null;
  }

  private static String withoutUrgency(String dense) {
    String end = dense.substring(Math.max(0, dense.length() - 2));
    return URGENCIES.contains(end) ? dense.substring(0, dense.length() - 2) : dense;
  }

  /** A field of a form for the level or the urgency; a point behind it may be dirt. */
  static boolean isLabel(String text) {
    String dense = dense(text);
    int last = dense.length() - 1;
    boolean point = last > 0 && POINTS.indexOf(dense.charAt(last)) >= 0;
    return LABELS.contains(point ? dense.substring(0, last) : dense);
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
