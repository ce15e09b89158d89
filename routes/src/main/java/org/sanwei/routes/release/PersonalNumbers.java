package org.sanwei.routes.release;

/**
 * Masks identity-card, telephone and bank-card numbers. A scanner by hand: linear in the text,
 * digits in full width count as digits. Offices' numbers with an area code are masked too; a bare
 * number of seven or eight digits is not, since losses and sums look the same.
 */
final class PersonalNumbers {
  private static final int LONG_MIN = 15;
  private static final int LONG_MAX = 19;

  private final String text;
  private final StringBuilder out;
  private int count;

  private PersonalNumbers(String text) {
    this.text = text;
    this.out = new StringBuilder(text);
  }

  /** The masked text, as long as the given one, and how many numbers were masked. */
  record Masked(String text, int count) {
    @Override
    public String toString() {
      return "Masked[" + count + "]";
    }
  }

  static Masked mask(String text) {
    PersonalNumbers scan = new PersonalNumbers(text);
    int at = 0;
    while (at < text.length()) {
      at = digit(text, at) >= 0 ? scan.number(at) : at + 1;
    }
    return new Masked(scan.out.toString(), scan.count);
  }

  /** Looks at the number that starts here; returns where to go on. */
  private int number(int start) {
    int run = runEnd(start);
    int digits = run - start;
    if (digits >= LONG_MIN - 1 && digits <= LONG_MAX) {
      int end = run < text.length() && isX(text.charAt(run)) ? run + 1 : run;
      if (end - start >= LONG_MIN) {
        return hide(start, end, 6, 4);
      }
    }
    int skipped = countryCode(start);
    int mobile = grouped(start + skipped, 3, 4, 4);
    if (mobile > 0 && digit(text, start + skipped) == 1 && second(start + skipped) >= 3) {
      return hide(start + skipped, mobile, 3, 4);
    }
    int card = grouped(start, 6, 8, 4);
    if (card > 0) {
      return hide(start, card, 6, 4);
    }
    int landline = landline(start);
    return landline > 0 ? hide(start, landline, landlineArea(start), 2) : run;
  }

  private int second(int at) {
    return at + 1 < text.length() ? digit(text, at + 1) : -1;
  }

  /** Two when +86 or 86 stands before eleven digits of a mobile number, separator included. */
  private int countryCode(int start) {
    if (digit(text, start) != 8 || second(start) != 6) {
      return 0;
    }
    int after = start + 2;
    return after < text.length() && separator(text.charAt(after)) ? 3 : 2;
  }

  /** The end of groups of digits of these sizes with at most one separator between; 0 if not. */
  private int grouped(int start, int... sizes) {
    int at = start;
    for (int group = 0; group < sizes.length; group++) {
      if (group > 0 && at < text.length() && separator(text.charAt(at))) {
        at++;
      }
      for (int i = 0; i < sizes[group]; i++) {
        boolean last = group == sizes.length - 1 && i == sizes[group] - 1;
        boolean check = last && sizes[0] == 6 && at < text.length() && isX(text.charAt(at));
        if (at >= text.length() || (digit(text, at) < 0 && !check)) {
          return 0;
        }
        at++;
      }
    }
    return at < text.length() && digit(text, at) >= 0 ? 0 : at;
  }

  /** 0 and two or three digits of area code, a separator or none, seven or eight digits. */
  private int landline(int start) {
    if (digit(text, start) != 0) {
      return 0;
    }
    for (int area = 3; area <= 4; area++) {
      for (int rest = 7; rest <= 8; rest++) {
        int end = grouped(start, area, rest);
        if (end > 0) {
          return end;
        }
      }
    }
    return 0;
  }

  private int landlineArea(int start) {
    return Math.min(4, runEnd(start) - start);
  }

  private int runEnd(int start) {
    int at = start;
    while (at < text.length() && digit(text, at) >= 0) {
      at++;
    }
    return at;
  }

  /** Stars for every digit but the first {@code head} and the last {@code tail}. */
  private int hide(int start, int end, int head, int tail) {
    int shown = 0;
    for (int at = start; at < end; at++) {
      boolean mark = digit(text, at) >= 0 || isX(text.charAt(at));
      if (mark && shown++ >= head && remaining(at, end) > tail) {
        out.setCharAt(at, '*');
      }
    }
    count++;
    return end;
  }

  private int remaining(int from, int end) {
    int left = 0;
    for (int at = from; at < end; at++) {
      left += digit(text, at) >= 0 || isX(text.charAt(at)) ? 1 : 0;
    }
    return left;
  }

  private static boolean separator(char c) {
    return c == ' ' || c == '-' || c == '－' || c == '\u3000' || c == ')' || c == '）';
  }

  private static boolean isX(char c) {
    return c == 'x' || c == 'X' || c == 'Ｘ';
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= '０' && c <= '９' ? c - '０' : -1;
  }
}
