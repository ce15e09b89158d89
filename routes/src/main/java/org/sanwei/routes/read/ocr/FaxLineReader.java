package org.sanwei.routes.read.ocr;

import org.jspecify.annotations.Nullable;

/** Knows the line of a fax machine by its signs, and takes the facts out of it. */
final class FaxLineReader {
  private static final int SIGNS_NEEDED = 2;

  private FaxLineReader() {}

  /** Whether this could be what a machine printed: two of time, numbers, from, to, page. */
  static boolean isFaxLine(String text) {
    String upper = text.toUpperCase(java.util.Locale.ROOT);
    int signs = 0;
    signs += time(upper) == null ? 0 : 1;
    signs += upper.contains("FROM") || upper.contains("FAX") || upper.contains("传真") ? 1 : 0;
    signs += upper.contains("TO:") || upper.contains("TEL") || upper.contains("收件") ? 1 : 0;
    signs += pages(upper) == null ? 0 : 1;
    signs += longNumber(upper, 0) == null ? 0 : 1;
    return signs >= SIGNS_NEEDED;
  }

  static FaxHeader facts(String text) {
    String upper = text.toUpperCase(java.util.Locale.ROOT);
    int from = Math.max(0, upper.indexOf("FROM"));
    int[] pages = pages(upper);
    return new FaxHeader(
        longNumber(upper, from),
        time(upper),
        pages == null ? 0 : pages[0],
        pages == null ? 0 : pages[1]);
  }

  /** A date of four, two and two digits with what follows it of an hour and minute. */
  private static @Nullable String time(String text) {
    for (int i = 0; i + 10 <= text.length(); i++) {
      if (isDate(text, i)) {
        int at = i + 10;
        while (at < text.length() && text.charAt(at) == ' ') {
          at++;
        }
        boolean clock =
            at + 5 <= text.length()
                && digits(text, at, 2)
                && text.charAt(at + 2) == ':'
                && digits(text, at + 3, 2);
        String date = text.substring(i, i + 10).replace('/', '-').replace('.', '-');
        return clock ? date + " " + text.substring(at, at + 5) : date;
      }
    }
    return null;
  }

  private static boolean isDate(String text, int i) {
    char mark = text.charAt(i + 4);
    return digits(text, i, 4)
        && (mark == '-' || mark == '/' || mark == '.')
        && digits(text, i + 5, 2)
        && text.charAt(i + 7) == mark
        && digits(text, i + 8, 2);
  }

  private static boolean digits(String text, int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** 第1页 共3页, P.01/03, or 1/3; a date has slashes too. */
  private static int @Nullable [] pages(String text) {
    int nth = text.indexOf('第');
    if (nth >= 0 && numberAfter(text, nth + 1) > 0) {
      int all = text.indexOf('共', nth);
      int count = all < 0 ? 0 : Math.max(0, numberAfter(text, all + 1));
      return new int[] {numberAfter(text, nth + 1), count};
    }
    int slash = text.lastIndexOf('/');
    int page = slash < 0 ? -1 : numberBefore(text, slash);
    int of = slash < 0 ? -1 : numberAfter(text, slash + 1);
    boolean date = slash >= 7 && isDateAt(text, slash - 7);
    if (page > 0 && of >= page && !date) {
      return new int[] {page, of};
    }
    int p = text.indexOf("P.");
    return p >= 0 && numberAfter(text, p + 2) > 0 ? new int[] {numberAfter(text, p + 2), 0} : null;
  }

  private static int numberBefore(String text, int end) {
    int start = end;
    while (start > 0 && end - start < 3 && digits(text, start - 1, 1)) {
      start--;
    }
    return start == end ? -1 : Integer.parseInt(text.substring(start, end));
  }

  private static int numberAfter(String text, int start) {
    int end = start;
    while (end - start < 3 && digits(text, end, 1)) {
      end++;
    }
    return start == end ? -1 : Integer.parseInt(text.substring(start, end));
  }

  /** The first telephone number from here on: seven digits or more, hyphens within. */
  private static @Nullable String longNumber(String text, int from) {
    int start = -1;
    int count = 0;
    for (int i = from; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : 'x';
      boolean digit = c >= '0' && c <= '9';
      if (digit || start >= 0 && (c == '-' || c == '+')) {
        start = start < 0 ? i : start;
        count += digit ? 1 : 0;
        continue;
      }
      if (start >= 0 && count >= 7 && !isDateAt(text, start) && !isYear(text, start)) {
        return text.substring(start, i);
      }
      start = -1;
      count = 0;
    }
    return null;
  }

  private static boolean isDateAt(String text, int at) {
    return at + 10 <= text.length() && isDate(text, at);
  }

  /** The beginning of a date, the rest of which was not read; no area code begins so. */
  private static boolean isYear(String text, int at) {
    return text.startsWith("20", at) && digits(text, at, 4) && text.startsWith("-", at + 4);
  }
}
