package org.sanwei.gateway.desk;

/** Makes text fit PostgreSQL without moving a code point, so that evidence still points right. */
final class Storable {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int OPENING_POINTS = 160;

  private Storable() {}

  /** The text with U+0000 and half surrogates, which no UTF-8 column takes, replaced one by one. */
  static String text(String text) {
    if (text.codePoints().noneMatch(Storable::unstorable)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> clean.appendCodePoint(unstorable(point) ? REPLACEMENT : point));
    return clean.toString();
  }

  /** The first words of a text in one line, at most 160 code points. */
  static String opening(String text) {
    StringBuilder line = new StringBuilder();
    int points = 0;
    boolean gap = false;
    for (int i = 0; i < text.length() && points < OPENING_POINTS; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isWhitespace(point) || point == 0x3000 || point == 0xA0) {
        gap = points > 0;
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.appendCodePoint(unstorable(point) ? REPLACEMENT : point);
        points++;
      }
    }
    return line.toString();
  }

  private static boolean unstorable(int point) {
    return point == 0 || point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
  }
}
