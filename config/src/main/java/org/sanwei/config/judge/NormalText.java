package org.sanwei.config.judge;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as marks are looked for in it, with the way back: width and compatibility forms folded
 * (NFKD), variants and traditional forms replaced, Latin in capitals, what is invisible dropped,
 * numeric character references read, line ends as {@code \n}, pages as {@code \f}. Index {@code i}
 * of the normal text came from code point {@code origin(i)} of the text as extracted.
 */
final class NormalText {
  private static final int MAX_REFERENCE = 10;

  private final int[] source;
  private int[] cps;
  private int[] origins;
  private int length;

  private NormalText(int[] source) {
    this.source = source;
    this.cps = new int[source.length + 16];
    this.origins = new int[source.length + 16];
  }

  static NormalText of(String text) {
    NormalText normal = new NormalText(text.codePoints().toArray());
    normal.fold();
    return normal;
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

  /** Just after what {@code i} came from: its code point or its whole character reference. */
  int originEnd(int i) {
    int end = origins[i] + 1;
    if (source[end - 1] == '&' && cps[i] != '&') {
      while (end < source.length && source[end - 1] != ';') {
        end++;
      }
    }
    return end;
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
    int to = Math.min(Math.min(originTo, originFrom + most), source.length);
    StringBuilder out = new StringBuilder();
    for (int i = originFrom; i < to; i++) {
      out.appendCodePoint(Character.isISOControl(source[i]) ? ' ' : source[i]);
    }
    return out.toString();
  }

  int sourceLength() {
    return source.length;
  }

  private void fold() {
    for (int i = 0; i < source.length; i++) {
      int cp = source[i];
      if (cp >= 0x4E00 && cp <= 0x9FFF) {
        put(Variants.of(cp), i);
      } else if (cp < 0x80) {
        i = ascii(cp, i);
      } else {
        other(cp, i);
      }
    }
  }

  private int ascii(int cp, int i) {
    if (cp == '&') {
      int end = reference(i);
      if (end > i) {
        return end;
      }
    }
    switch (cp) {
      case '\t' -> {
        put(' ', i);
        put(' ', i);
      }
      case '\r' -> {
        if (i + 1 >= source.length || source[i + 1] != '\n') {
          put('\n', i);
        }
      }
      case '\n', 0x0B -> put('\n', i);
      case '\f' -> put('\f', i);
      default -> {
        if (cp >= ' ' && cp != 0x7F) {
          put(Character.toUpperCase(cp), i);
        }
      }
    }
    return i;
  }

  /** Reads a reference such as decimal 26426 or hex 673a; answers its last index, or {@code at}. */
  private int reference(int at) {
    if (at + 3 >= source.length || source[at + 1] != '#') {
      return at;
    }
    boolean hex = source[at + 2] == 'x' || source[at + 2] == 'X';
    int value = 0;
    for (int i = at + (hex ? 3 : 2); i < Math.min(source.length, at + MAX_REFERENCE); i++) {
      int digit = Character.digit(source[i], hex ? 16 : 10);
      if (source[i] == ';' && Character.isValidCodePoint(value) && value > 0x7F) {
        other(value, at);
        return i;
      }
      if (digit < 0) {
        return at;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return at;
  }

  private void other(int cp, int i) {
    if (cp == 0x85 || cp == 0x2028 || cp == 0x2029) {
      put('\n', i);
    } else if (cp == 0x3000 || cp == 0xA0 || cp == 0x2800 || cp == 0x3164 || cp == 0x115F) {
      put(' ', i);
    } else if ((cp >= 0x3400 && cp <= 0x4DBF) || invisible(cp)) {
      if (!invisible(cp)) {
        put(cp, i);
      }
    } else {
      Normalizer.normalize(Character.toString(cp), Normalizer.Form.NFKD)
          .codePoints()
          .forEach(
              part -> {
                if (Character.isSpaceChar(part)) {
                  put(' ', i);
                } else if (!invisible(part)) {
                  put(Variants.of(Character.toUpperCase(part)), i);
                }
              });
    }
  }

  private static boolean invisible(int cp) {
    return switch (Character.getType(cp)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private void put(int cp, int origin) {
    if (length == cps.length) {
      cps = Arrays.copyOf(cps, length * 2);
      origins = Arrays.copyOf(origins, length * 2);
    }
    cps[length] = cp;
    origins[length] = origin;
    length++;
  }
}
