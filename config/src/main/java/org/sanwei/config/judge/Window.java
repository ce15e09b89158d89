package org.sanwei.config.judge;

/**
 * Short pieces of a text around a place, spaces removed; never looks further than {@link #REACH}.
 */
final class Window {
  /** How far a window looks, in code points of the normal text, spaces included. */
  static final int REACH = 512;

  private Window() {}

  static String before(NormalText text, int end, int size) {
    int[] out = new int[size];
    int n = size;
    for (int i = end - 1; i >= Math.max(0, end - REACH) && n > 0; i--) {
      if (!text.space(i)) {
        out[--n] = text.at(i);
      }
    }
    return new String(out, n, size - n);
  }

  static String after(NormalText text, int start, int size) {
    int[] out = new int[size];
    int n = 0;
    for (int i = start; i < Math.min(text.length(), start + REACH) && n < size; i++) {
      if (!text.space(i)) {
        out[n++] = text.at(i);
      }
    }
    return new String(out, 0, n);
  }

  /** As {@link #after}, to the end of the line at most. */
  static String onLine(NormalText text, int start, int size) {
    int end = start;
    while (end < Math.min(text.length(), start + REACH) && !text.lineEnd(end)) {
      end++;
    }
    String all = after(text, start, size);
    int visible = 0;
    for (int i = start; i < end; i++) {
      visible += text.space(i) ? 0 : 1;
    }
    int most = Math.min(visible, all.codePointCount(0, all.length()));
    return all.substring(0, all.offsetByCodePoints(0, most));
  }

  /** Where {@code count} visible code points from {@code start} on end. */
  static int end(NormalText text, int start, int count) {
    int i = start;
    while (count > 0 && i < text.length()) {
      if (!text.space(i)) {
        count--;
      }
      i++;
    }
    return i;
  }

  /** Letters and digits only. */
  static String letters(NormalText text, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (Character.isLetterOrDigit(text.at(i))) {
        out.appendCodePoint(text.at(i));
      }
    }
    return out.toString();
  }
}
