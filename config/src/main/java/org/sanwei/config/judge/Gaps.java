package org.sanwei.config.judge;

/**
 * What may stand between the characters of a word without making it another word: spaces and line
 * ends, light punctuation and signs, a missing character, a tag, a named reference, pinyin in
 * brackets or, between Chinese characters, without them, and what closes one bracket to open the
 * next.
 */
final class Gaps {
  private static final String LIGHT = "-‐–—_.·*★/\\|~^+=`'\"#\uFFFD…、,\u3299";
  private static final String OPENERS = "([<〔【{「『〖《〈“‘";
  private static final String CLOSERS = ")]>〕】}」』〗》〉”’";
  private static final String PINYIN_OPENERS = "([〔【{〖";
  private static final int MAX_TAG = 400;
  private static final int MAX_PINYIN = 10;
  private static final int MAX_RUN = 6;
  private static final int MAX_RUNS = 2;

  private static final byte NONE = 0;
  private static final byte IS_LIGHT = 1;
  private static final byte BEGINS = 2;
  private static final byte IS_SPACE = 3;
  private static final byte[] KINDS = new byte[Character.MAX_VALUE + 1];

  static {
    for (int cp = 0; cp < KINDS.length; cp++) {
      KINDS[cp] = sign(cp) ? IS_LIGHT : NONE;
    }
    LIGHT.codePoints().forEach(cp -> KINDS[cp] = IS_LIGHT);
    (OPENERS + CLOSERS + "&").codePoints().forEach(cp -> KINDS[cp] = BEGINS);
    for (char c = 'A'; c <= 'Z'; c++) {
      KINDS[c] = BEGINS;
    }
    " \n\f".codePoints().forEach(cp -> KINDS[cp] = IS_SPACE);
  }

  private Gaps() {}

  /** What no word is written with: signs, strokes, pictures, what no font has. */
  private static boolean sign(int cp) {
    return switch (Character.getType(cp)) {
      case Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.COMBINING_SPACING_MARK,
          Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SURROGATE ->
          true;
      case Character.MATH_SYMBOL -> cp != '<' && cp != '>';
      default -> false;
    };
  }

  private static byte kind(int cp) {
    return cp < KINDS.length ? KINDS[cp] : sign(cp) ? IS_LIGHT : NONE;
  }

  static boolean light(int cp) {
    return kind(cp) == IS_LIGHT;
  }

  /** Whether a gap may begin with it. */
  static boolean begins(int cp) {
    return kind(cp) != NONE;
  }

  /** The first index from {@code i} on that is no space; {@code i} when there is none. */
  static int spaces(NormalText text, int i) {
    while (i < text.length() && text.space(i)) {
      i++;
    }
    return i;
  }

  /** The first index from {@code i} on that is no part of a gap. */
  static int skip(NormalText text, int i) {
    int runs = latin(text.at(i - 1)) ? 0 : MAX_RUNS;
    while (i < text.length()) {
      if (text.space(i) || light(text.at(i))) {
        i++;
        continue;
      }
      int next = group(text, i);
      if (next == i) {
        next = reopened(text, i);
      }
      if (next == i && runs > 0) {
        next = run(text, i);
        runs--;
      }
      if (next == i) {
        return i;
      }
      i = next;
    }
    return i;
  }

  /** As {@link #skip} backwards, over spaces only: the index just after the last visible one. */
  static int back(NormalText text, int i, int most) {
    int least = Math.max(0, i - most);
    while (i > least && text.space(i - 1)) {
      i--;
    }
    return i;
  }

  /** Just after a tag, a named reference or pinyin in brackets at {@code i}; else {@code i}. */
  static int group(NormalText text, int i) {
    int cp = text.at(i);
    if (kind(cp) != BEGINS) {
      return i;
    }
    if (cp == '&') {
      return closed(text, i, ';');
    }
    if (cp == '<') {
      return tag(text, i);
    }
    int kind = PINYIN_OPENERS.indexOf(cp);
    return kind < 0 ? i : closed(text, i, CLOSERS.charAt(OPENERS.indexOf(cp)));
  }

  /** Just before a tag that ends at {@code end}; {@code end} if none does. */
  static int tagBack(NormalText text, int end) {
    if (text.at(end - 1) != '>') {
      return end;
    }
    for (int i = end - 2; i >= Math.max(0, end - MAX_TAG); i--) {
      if (text.at(i) == '<') {
        return tag(text, i) == end ? i : end;
      }
      if (text.at(i) == '>') {
        return end;
      }
    }
    return end;
  }

  /** From a less-than sign to the next greater-than sign, if that looks like a tag or a comment. */
  private static int tag(NormalText text, int i) {
    int first = text.at(i + 1);
    if (!latin(first) && first != '/' && first != '!' && first != '?') {
      return i;
    }
    for (int j = i + 1; j < Math.min(text.length(), i + MAX_TAG); j++) {
      int cp = text.at(j);
      if (cp == '>') {
        return j + 1;
      }
      if (cp == '<') {
        return i;
      }
    }
    return i;
  }

  /** Letters and digits up to {@code closer}, beginning with a letter. */
  private static int closed(NormalText text, int i, char closer) {
    int j = i + 1;
    while (j < text.length() && j < i + MAX_PINYIN && pinyin(text.at(j))) {
      j++;
    }
    return latin(text.at(i + 1)) && text.at(j) == closer ? j + 1 : i;
  }

  private static boolean pinyin(int cp) {
    return latin(cp) || (cp >= '0' && cp <= '9') || cp == ' ';
  }

  /** What closes a bracket or quotation and opens the next: 【机】【密】. */
  private static int reopened(NormalText text, int i) {
    if (CLOSERS.indexOf(text.at(i)) < 0) {
      return i;
    }
    int next = spaces(text, i + 1);
    return OPENERS.indexOf(text.at(next)) >= 0 ? next + 1 : i;
  }

  /** A few letters, such as pinyin without brackets; the text goes on with something else. */
  private static int run(NormalText text, int i) {
    int j = i;
    while (j - i <= MAX_RUN && latin(text.at(j))) {
      j++;
    }
    return j - i <= MAX_RUN ? j : i;
  }

  static boolean latin(int cp) {
    return cp >= 'A' && cp <= 'Z';
  }
}
