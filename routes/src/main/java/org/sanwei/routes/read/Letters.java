package org.sanwei.routes.read;

/** Tells text that lost something on the way from whole text. */
final class Letters {
  private Letters() {}

  /** True if a character was already replaced by U+FFFD, is NUL, or is half of a surrogate pair. */
  static boolean damaged(String text) {
    return text.indexOf('\uFFFD') >= 0 || !mended(text).equals(text);
  }

  /** The text with what no database or encoder takes replaced by U+FFFD. */
  static String mended(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
