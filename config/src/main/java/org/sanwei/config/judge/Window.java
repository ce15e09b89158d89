package org.sanwei.config.judge;

/**
 * Short pieces of a text around a place, without spaces, tags and pinyin in brackets; never looks
 * further than {@link #REACH}.
 */
final class Window {
  /** How far a window looks, in code points of the normal text, spaces included. */
  static final int REACH = 512;

  private Window() {}

  static String before(NormalText text, int end, int size) {
    int[] out = new int[size];
    int n = size;
    int least = Math.max(0, end - REACH);
    int i = end;
    while (i > least && n > 0) {
      int tag = Gaps.tagBack(text, i);
      if (tag < i) {
        i = tag;
      } else if (!text.space(--i)) {
        out[--n] = text.at(i);
      }
    }
    return new String(out, n, size - n);
  }

  static String after(NormalText text, int start, int size) {
    return after(text, start, Math.min(text.length(), start + REACH), size);
  }

  /** As {@link #after}, to the end of the line at most. */
  static String onLine(NormalText text, int start, int size) {
    int end = start;
    while (end < Math.min(text.length(), start + REACH) && !text.lineEnd(end)) {
      end++;
    }
    return after(text, start, end, size);
  }

  private static String after(NormalText text, int start, int end, int size) {
    int[] out = new int[size];
    int n = 0;
    for (int i = visible(text, start, end); i < end && n < size; i = visible(text, i + 1, end)) {
      out[n++] = text.at(i);
    }
    return new String(out, 0, n);
  }

  /** Where {@code count} visible code points from {@code start} on end. */
  static int end(NormalText text, int start, int count) {
    int end = start;
    int i = visible(text, start, text.length());
    while (count > 0 && i < text.length()) {
      count--;
      end = i + 1;
      i = visible(text, i + 1, text.length());
    }
    return end;
  }

  /** Letters and digits only. */
  static String letters(NormalText text, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = visible(text, from, to); i < to; i = visible(text, i + 1, to)) {
      if (Character.isLetterOrDigit(text.at(i))) {
        out.appendCodePoint(text.at(i));
      }
    }
    return out.toString();
  }

  /** The first visible index from {@code i} on; {@code end} if there is none before it. */
  private static int visible(NormalText text, int i, int end) {
    while (i < end) {
      if (text.space(i)) {
        i++;
        continue;
      }
      boolean tag = text.at(i) == '<';
      int next = tag || Character.isIdeographic(text.at(i - 1)) ? Gaps.group(text, i) : i;
      if (next == i) {
        return i;
      }
      i = next;
    }
    return end;
  }
}
