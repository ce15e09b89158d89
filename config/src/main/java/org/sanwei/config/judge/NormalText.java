package org.sanwei.config.judge;

import java.util.Arrays;

/**
 * A text as marks are looked for in it, with the way back: folded by {@link Folding}, spellings of
 * characters read by {@link References}, line ends as {@code \n}, pages as {@code \f}. Index {@code
 * i} of the normal text came from code point {@code origin(i)} of the text as extracted. Made in
 * one pass.
 */
class NormalText {
  private final int[] source;
  private int sourceLength;
  private int[] cps;
  private int[] origins;
  private int length;

  /** Pairs, ascending: where a spelling of more than one code point begins, and where it ends. */
  private int[] spelled = {};

  private int spellings;

  private NormalText(int sourceLength, int room) {
    this.source = new int[sourceLength];
    this.cps = new int[room];
    this.origins = new int[room];
  }

  /** The same text again, for who wants to watch how it is read. */
  NormalText(NormalText same) {
    this.source = same.source;
    this.sourceLength = same.sourceLength;
    this.cps = same.cps;
    this.origins = same.origins;
    this.length = same.length;
    this.spelled = same.spelled;
    this.spellings = same.spellings;
  }

  static NormalText of(String text) {
    NormalText normal = new NormalText(text.length(), text.length() + 16);
    normal.take(text);
    normal.fold();
    return normal;
  }

  /** Two texts as if they stood in one. Its origins are those of each. */
  static NormalText joined(NormalText one, NormalText other) {
    NormalText joined = new NormalText(0, one.length + other.length);
    joined.append(one, 0, one.length);
    joined.append(other, 0, other.length);
    return joined;
  }

  /** A piece of the text, which remembers where each character came from, but no excerpts. */
  NormalText slice(int from, int to) {
    NormalText slice = new NormalText(0, to - from);
    slice.append(this, from, to);
    slice.sourceLength = sourceLength;
    return slice;
  }

  private void append(NormalText other, int from, int to) {
    System.arraycopy(other.cps, from, cps, length, to - from);
    System.arraycopy(other.origins, from, origins, length, to - from);
    length += to - from;
  }

  /** A word of a policy in the same form, without spaces. */
  static int[] word(String text) {
    NormalText normal = of(text);
    return Arrays.stream(normal.cps, 0, normal.length)
        .filter(cp -> !Character.isWhitespace(cp))
        .toArray();
  }

  int length() {
    return length;
  }

  /** The code point at {@code i}, or a line break outside the text. */
  int at(int i) {
    return i < 0 || i >= length ? '\n' : cps[i];
  }

  int origin(int i) {
    return origins[i];
  }

  /** Just after what {@code i} came from: its code point or its whole spelling. */
  int originEnd(int i) {
    int low = 0;
    int high = spellings - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int begin = spelled[2 * middle];
      if (begin == origins[i]) {
        return spelled[2 * middle + 1];
      }
      if (begin < origins[i]) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return origins[i] + 1;
  }

  boolean space(int i) {
    int cp = at(i);
    return cp == ' ' || cp == '\n' || cp == '\f';
  }

  boolean lineEnd(int i) {
    int cp = at(i);
    return cp == '\n' || cp == '\f';
  }

  String string(int from, int to) {
    return new String(cps, from, to - from);
  }

  /** At most {@code most} code points of the text as extracted, on one line. */
  String excerpt(int originFrom, int originTo, int most) {
    int to = Math.min(Math.min(originTo, originFrom + most), sourceLength);
    StringBuilder out = new StringBuilder();
    for (int i = originFrom; i < to; i++) {
      out.appendCodePoint(Character.isISOControl(source[i]) ? ' ' : source[i]);
    }
    return out.toString();
  }

  /** In code points. */
  int sourceLength() {
    return sourceLength;
  }

  private void take(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        source[sourceLength++] = Character.toCodePoint(c, text.charAt(++i));
      } else {
        source[sourceLength++] = c;
      }
    }
  }

  private void fold() {
    References references = null;
    for (int i = 0; i < sourceLength; i++) {
      int cp = source[i];
      char to = cp <= Character.MAX_VALUE ? Folding.of((char) cp) : Folding.SEVERAL;
      if (to < Folding.DROPPED) {
        put(to, i);
      } else if (to == Folding.SEVERAL) {
        if (references == null) {
          references = new References(source, sourceLength);
        }
        i = several(cp, i, references);
      }
    }
  }

  /** Answers the last index that was read. */
  private int several(int cp, int i, References references) {
    if (cp == '\t') {
      put(' ', i);
      put(' ', i);
      return i;
    }
    if (cp == '\r') {
      if (i + 1 >= sourceLength || source[i + 1] != '\n') {
        put('\n', i);
      }
      return i;
    }
    int end = cp < 0x80 ? references.end(i) : i;
    if (end == i) {
      Folding.read(cp, part -> put(part, i));
      return i;
    }
    spelled(i, end);
    Folding.read(references.value(), part -> put(part, i));
    return end - 1;
  }

  private void spelled(int begin, int end) {
    if (spellings * 2 == spelled.length) {
      spelled = Arrays.copyOf(spelled, Math.max(16, spelled.length * 2));
    }
    spelled[2 * spellings] = begin;
    spelled[2 * spellings + 1] = end;
    spellings++;
  }

  private void put(int cp, int origin) {
    if (length == cps.length) {
      cps = Arrays.copyOf(cps, length * 2 + 16);
      origins = Arrays.copyOf(origins, length * 2 + 16);
    }
    cps[length] = cp;
    origins[length] = origin;
    length++;
  }
}
