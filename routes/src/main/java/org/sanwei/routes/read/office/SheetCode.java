package org.sanwei.routes.read.office;

/** The code in which a sheet's headers and footers are written: {@code &C&"黑体"&16机密}. */
final class SheetCode {
  private SheetCode() {}

  /** The letters in it; a line for each of its three sections. */
  static String plain(String code) {
    StringBuilder out = new StringBuilder(code.length());
    int i = 0;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (c != '&' || i + 1 == code.length()) {
        out.append(c);
        i++;
      } else {
        i = after(code, i + 1, out);
      }
    }
    return out.toString();
  }

  /** Behind the code whose letter stands at {@code at}. */
  private static int after(String code, int at, StringBuilder out) {
    char c = code.charAt(at);
    if (c == '"') {
      int end = code.indexOf('"', at + 1);
      return end < 0 ? code.length() : end + 1;
    }
    if (Character.isDigit(c)) {
      int end = at;
      while (end < code.length() && Character.isDigit(code.charAt(end))) {
        end++;
      }
      return end;
    }
    if (c == 'K') {
      return Math.min(code.length(), at + 7);
    }
    if (c == 'L' || c == 'C' || c == 'R') {
      out.append('\n');
    } else if (c == '&') {
      out.append('&');
    } else if (c > 'z') {
      out.append(c);
    }
    return at + 1;
  }
}
