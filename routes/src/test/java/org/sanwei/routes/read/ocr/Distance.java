package org.sanwei.routes.read.ocr;

/** How many characters have to be changed so that a text stands somewhere in another. */
final class Distance {
  private Distance() {}

  static int within(String whole, String wanted) {
    int[] before = new int[whole.length() + 1];
    int[] now = new int[whole.length() + 1];
    for (int i = 1; i <= wanted.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= whole.length(); j++) {
        int same = whole.charAt(j - 1) == wanted.charAt(i - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(before[j], now[j - 1]) + 1, before[j - 1] + same);
      }
      int[] old = before;
      before = now;
      now = old;
    }
    int least = before[0];
    for (int value : before) {
      least = Math.min(least, value);
    }
    return least;
  }
}
