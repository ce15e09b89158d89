package org.sanwei.config.judge;

/**
 * The line or lines that a found word stands in. Looks at most {@link #REACH} code points each way,
 * so that a judge stays linear; an end that lies further off is not known.
 */
record LineOf(int start, int end, boolean startKnown, boolean endKnown) {
  static final int REACH = 160;
  private static final int FULL = 20;
  private static final String ENDS = "。！？；：.!?;:】)";

  static LineOf of(NormalText text, int from, int to) {
    int start = from;
    while (start > 0 && from - start < REACH && !text.lineEnd(start - 1)) {
      start--;
    }
    int end = to;
    while (end < text.length() && end - to < REACH && !text.lineEnd(end)) {
      end++;
    }
    return new LineOf(
        start,
        end,
        start == 0 || text.lineEnd(start - 1),
        end == text.length() || text.lineEnd(end));
  }

  boolean whole() {
    return startKnown && endKnown;
  }

  /**
   * True when the line seems to go on from a full line above it: that one is long, ends right above
   * and not with a sentence's end.
   */
  boolean goesOn(NormalText text) {
    if (start < 2 || !startKnown || text.lineEnd(start - 2)) {
      return false;
    }
    LineOf above = of(text, start - 1, start - 1);
    int last = Gaps.back(text, start - 1, REACH);
    return last - above.start >= FULL && ENDS.indexOf(text.at(last - 1)) < 0;
  }
}
