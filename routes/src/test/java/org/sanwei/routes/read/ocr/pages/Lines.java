package org.sanwei.routes.read.ocr.pages;

import java.util.ArrayList;
import java.util.List;

/** Breaks a title into lines of nearly the same length. */
final class Lines {
  private Lines() {}

  static List<String> balanced(String words, int longest) {
    int count = (words.length() + longest - 1) / longest;
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = (int) Math.ceil(words.length() * (i + 1) / (double) count);
      lines.add(words.substring(from, to));
      from = to;
    }
    return lines;
  }
}
