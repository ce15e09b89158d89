package org.sanwei.gateway.cipherdesk;

import java.util.Locale;

/**
 * Text of others as it may be printed on an officer's terminal: no control or format character does
 * there what it does, for what an officer signs is what the screen shows.
 */
final class Shown {
  private Shown() {}

  /**
   * Line feeds and tabs stay; every other character that acts instead of showing is written out.
   */
  static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /** The same in one line. */
  static String line(String text) {
    return text(text).replace("\n", "\\u{A}").replace("\t", " ");
  }

  private static void append(StringBuilder shown, int point) {
    boolean acts =
        switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE ->
              true;
          default -> false;
        };
    if (acts && point != '\n' && point != '\t') {
      shown.append("\\u{").append(Integer.toHexString(point).toUpperCase(Locale.ROOT)).append('}');
    } else {
      shown.appendCodePoint(point);
    }
  }
}
