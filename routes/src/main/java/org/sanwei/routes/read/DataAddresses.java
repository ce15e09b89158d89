package org.sanwei.routes.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses with files in them ({@link DataAddress}) that stand somewhere in a style sheet, a
 * program, a list of pictures. Linear in the text's length.
 */
final class DataAddresses {
  private static final String SCHEME = DataAddress.SCHEME;
  private static final String BASE64 = "base64";
  private static final int MOST_TYPE = 200;
  private static final int HEX = 16;
  private static final int CSS_DIGITS = 6;

  /** What an address that is no base64 is known by between other text. */
  private static final List<String> KINDS =
      List.of(
          "image/", "text/", "application/", "font/", "audio/", "video/", "message/", "multipart/");

  /** What ends an address of base64 that stands between other text. */
  private static final String ENDS = " \t\r\n\f)]}>,<;#\"'`\\";

  private final String text;
  private final Set<String> found;

  private DataAddresses(String text, Set<String> found) {
    this.text = text;
    this.found = found;
  }

  /** As it stands, and as a browser takes it. */
  static Set<String> in(String text) {
    Set<String> found = new LinkedHashSet<>();
    new DataAddresses(text, found).search();
    String joined = DataAddress.joined(text);
    if (joined.length() < text.length()) {
      new DataAddresses(joined, found).search();
    }
    if (text.indexOf('\\') >= 0) {
      found.addAll(inStyle(text));
    }
    return found;
  }

  /** As a browser takes a style sheet: escapes undone, then tabs and line ends left out. */
  static Set<String> inStyle(String source) {
    Set<String> found = new LinkedHashSet<>();
    new DataAddresses(DataAddress.joined(unescaped(source)), found).search();
    return found;
  }

  private void search() {
    int from = 0;
    while (from < text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      base64(from, end, comma >= 0);
      from = end + 1;
    }
    others();
  }

  /** Between two commas: what names base64 is an address, or one that cannot be told apart. */
  private void base64(int from, int end, boolean comma) {
    int scheme = -1;
    boolean named = false;
    boolean last = false;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if ((c == 'd' || c == 'D') && i + SCHEME.length() <= end && startsWith(i, SCHEME)) {
        scheme = i;
      } else if (scheme >= 0 && (c == 'b' || c == 'B') && names(scheme, i, end)) {
        named = true;
        last = comma && blank(i + BASE64.length(), end);
      }
    }
    if (last) {
      found.add(DataAddress.joined(text.substring(scheme, end(end))));
    } else if (named) {
      found.add(SCHEME);
    }
  }

  private boolean names(int scheme, int at, int end) {
    if (at + BASE64.length() > end || !startsWith(at, BASE64)) {
      return false;
    }
    int before = at - 1;
    while (before > scheme && text.charAt(before) == ' ') {
      before--;
    }
    return text.charAt(before) == ';';
  }

  private boolean blank(int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) == ' ') {
      i++;
    }
    return i == to;
  }

  /** Of the base64 behind a comma. */
  private int end(int comma) {
    int end = comma + 1;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Those that are no base64, by the kinds they name. */
  private void others() {
    int at = next(0);
    while (at >= 0) {
      int comma = comma(at);
      int end = at + SCHEME.length();
      if (comma < 0) {
        if (startsWith(end, "image")) {
          found.add(SCHEME);
        }
      } else if (DataAddress.packed(text.substring(end, comma))) {
        end = end(comma);
      } else {
        end = plainEnd(comma);
        found.add(text.substring(at, end));
      }
      at = next(end);
    }
  }

  private int next(int from) {
    for (int i = from; i <= text.length() - SCHEME.length(); i++) {
      boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      if (begins && startsWith(i, SCHEME)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the data of an address begin that names one of the kinds; -1 if this is none. */
  private int comma(int at) {
    int type = at + SCHEME.length();
    if (KINDS.stream().noneMatch(kind -> startsWith(type, kind))) {
      return -1;
    }
    int far = Math.min(text.length(), type + MOST_TYPE + 1);
    for (int i = type; i < far; i++) {
      char c = text.charAt(i);
      if (c == ',') {
        return i;
      }
      if (c == '\n' || c == ')') {
        return -1;
      }
    }
    return -1;
  }

  private int plainEnd(int comma) {
    int other = next(comma);
    int last = other < 0 ? text.length() : other;
    int end = comma;
    while (end < last && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private boolean startsWith(int at, String prefix) {
    return text.regionMatches(true, at, prefix, 0, prefix.length());
  }

  /** CSS Syntax, 4.3.7. */
  private static String unescaped(String css) {
    StringBuilder out = new StringBuilder(css.length());
    int i = 0;
    while (i < css.length()) {
      char c = css.charAt(i);
      i++;
      if (c != '\\' || i == css.length()) {
        out.append(c);
        continue;
      }
      int end = i;
      while (end < css.length()
          && end - i < CSS_DIGITS
          && Character.digit(css.charAt(end), HEX) >= 0) {
        end++;
      }
      int letter = end > i ? Integer.parseInt(css, i, end, HEX) : css.charAt(i);
      out.appendCodePoint(Character.isValidCodePoint(letter) ? letter : '?');
      boolean escape = end > i;
      i = escape ? end : i + 1;
      if (escape && i < css.length() && " \t\r\n\f".indexOf(css.charAt(i)) >= 0) {
        i++;
      }
    }
    return out.toString();
  }
}
