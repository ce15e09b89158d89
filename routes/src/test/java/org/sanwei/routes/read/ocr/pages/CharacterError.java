package org.sanwei.routes.read.ocr.pages;

import java.text.Normalizer;

/**
 * How many letters of a text were read wrongly: the edits that take it to that stretch of what was
 * read which is nearest to it. Blanks do not count, nor whether a comma is full or half width.
 */
final class CharacterError {
  private CharacterError() {}

  static int edits(String truth, String read) {
    String wanted = plain(truth);
    String found = plain(read);
    // Beginning anywhere in what was read costs nothing, nor does ending anywhere.
    int[] above = new int[found.length() + 1];
    for (int i = 1; i <= wanted.length(); i++) {
      int[] line = new int[found.length() + 1];
      line[0] = i;
      for (int j = 1; j <= found.length(); j++) {
        int same = wanted.charAt(i - 1) == found.charAt(j - 1) ? 0 : 1;
        line[j] = Math.min(above[j - 1] + same, Math.min(above[j], line[j - 1]) + 1);
      }
      above = line;
    }
    int least = wanted.length();
    for (int edits : above) {
      least = Math.min(least, edits);
    }
    return least;
  }

  static int letters(String truth) {
    return plain(truth).length();
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
    for (int i = 0; i < narrow.length(); i++) {
      if (!Character.isWhitespace(narrow.charAt(i)) && !Character.isSpaceChar(narrow.charAt(i))) {
        plain.append(narrow.charAt(i));
      }
    }
    return plain.toString();
  }
}
