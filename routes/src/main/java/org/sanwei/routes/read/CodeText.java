package org.sanwei.routes.read;

/**
 * What a script or a style sheet could put on the screen: its text with escapes undone, texts that
 * are added up joined, and every quotation mark a line end, so that each literal stands on lines of
 * its own as it would when shown. No program is run: a text that is computed stays unknown. Pure,
 * linear.
 */
final class CodeText {
  private static final int HEX = 16;
  private static final int CSS_DIGITS = 6;

  private CodeText() {}

  static String of(String code) {
    return apart(plain(code));
  }

  /** Undoes JavaScript's {@code backslash u, u{}, x, n} and a style sheet's bare hex digits. */
  private static String plain(String code) {
    if (code.indexOf('\\') < 0) {
      return code;
    }
    StringBuilder out = new StringBuilder(code.length());
    int i = 0;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (c != '\\' || i + 1 == code.length()) {
        out.append(c);
        i++;
      } else {
        i = escape(code, i + 1, out);
      }
    }
    return out.toString();
  }

  /** {@code at} is behind the backslash; the answer is behind the escape. */
  private static int escape(String code, int at, StringBuilder out) {
    char kind = code.charAt(at);
    boolean braces = kind == 'u' && code.startsWith("{", at + 1);
    int from = kind == 'u' || kind == 'x' ? at + (braces ? 2 : 1) : at;
    int most = braces || from == at ? CSS_DIGITS : kind == 'u' ? 4 : 2;
    int end = from;
    while (end < code.length()
        && end - from < most
        && Character.digit(code.charAt(end), HEX) >= 0) {
      end++;
    }
    int cp = end > from ? Integer.parseInt(code, from, end, HEX) : 0;
    if (cp > 0 && Character.isValidCodePoint(cp)) {
      out.appendCodePoint(cp);
      boolean closed = end < code.length() && code.charAt(end) == (braces ? '}' : ' ');
      return closed && (braces || from == at) ? end + 1 : end;
    }
    if (kind == 'n' || kind == 'r' || kind == 't') {
      out.append('\n');
    } else if (kind != '\n') {
      out.append(kind);
    }
    return at + 1;
  }

  private static String apart(String plain) {
    StringBuilder out = new StringBuilder(plain.length());
    int i = 0;
    while (i < plain.length()) {
      char c = plain.charAt(i);
      if (!quote(c)) {
        out.append(c);
        i++;
        continue;
      }
      int joined = sum(plain, i);
      if (joined < 0) {
        out.append('\n');
      }
      i = joined < 0 ? i + 1 : joined;
    }
    return out.toString();
  }

  /** Behind {@code " + "} that begins at {@code at}, or -1 when something else stands there. */
  private static int sum(String plain, int at) {
    int i = spaces(plain, at + 1);
    if (i >= plain.length() || plain.charAt(i) != '+') {
      return -1;
    }
    i = spaces(plain, i + 1);
    return i < plain.length() && quote(plain.charAt(i)) ? i + 1 : -1;
  }

  private static int spaces(String plain, int from) {
    int i = from;
    while (i < plain.length() && Character.isWhitespace(plain.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
