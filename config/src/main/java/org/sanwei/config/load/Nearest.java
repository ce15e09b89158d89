package org.sanwei.config.load;

import java.util.Collection;
import java.util.TreeSet;

/** Finds what somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /** The known word that it begins, or that is within two edits; else the list of all of them. */
  static String hint(String wrong, Collection<String> known) {
    String best = "";
    int least = 3;
    for (String word : new TreeSet<>(known)) {
      int edits = wrong.length() > 3 && word.startsWith(wrong) ? 1 : edits(wrong, word);
      if (edits < least) {
        least = edits;
        best = word;
      }
    }
    if (!best.isEmpty()) {
      return "did you mean '" + best + "'?";
    }
    return known.isEmpty() ? "remove it" : "one of: " + String.join(", ", new TreeSet<>(known));
  }

  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
