package org.sanwei.config.judge;

/**
 * What may stand between the characters of a word without making it another word: spaces and line
 * ends, light punctuation, a missing character, a tag, a named reference, pinyin in brackets.
 */
final class Gaps {
  private static final String LIGHT = "-‐–—_.·*★/\\|~^+=`'\"#\uFFFD…";
  private static final String OPENERS = "([<〔【";
  private static final String CLOSERS = ")]>〕】";
  private static final boolean[] BEGINNINGS = new boolean[Character.MAX_VALUE + 1];
  private static final int MAX_TAG = 40;
  private static final int MAX_PINYIN = 10;

  static {
    (LIGHT + OPENERS + "& \n\f").codePoints().forEach(cp -> BEGINNINGS[cp] = true);
  }

  private Gaps() {}

  static boolean light(int cp) {
    return LIGHT.indexOf(cp) >= 0;
  }

  /** Whether a gap may begin with it. */
  static boolean begins(int cp) {
    return cp < BEGINNINGS.length && BEGINNINGS[cp];
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
    while (i < text.length()) {
      if (text.space(i) || light(text.at(i))) {
        i++;
        continue;
      }
      int next = group(text, i);
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
    if (cp == '&') {
      return closed(text, i, ";", MAX_PINYIN);
    }
    if (cp == '<') {
      return closed(text, i, ">", MAX_TAG);
    }
    int kind = OPENERS.indexOf(cp);
    return kind < 0 ? i : closed(text, i, CLOSERS.substring(kind, kind + 1), MAX_PINYIN);
  }

  private static int closed(NormalText text, int i, String closer, int most) {
    boolean tag = closer.equals(">");
    for (int j = i + 1; j < Math.min(text.length(), i + most); j++) {
      int cp = text.at(j);
      if (cp == closer.codePointAt(0)) {
        return j > i + 1 ? j + 1 : i;
      }
      boolean plain = (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
      if (!plain && !(tag && cp < 0x80 && cp >= ' ')) {
        return i;
      }
    }
    return i;
  }
}
