package org.sanwei.routes.read.ocr;

import java.util.List;

/**
 * A line as read. The box is in pixels of {@link ReadPage#shown()}; {@code confidence} is 0 to 100.
 * {@code alternatives} are other readings of the same line: each is to be judged like the first.
 */
public record ReadLine(
    String text,
    int confidence,
    int left,
    int top,
    int right,
    int bottom,
    Zone zone,
    List<String> alternatives) {
  public ReadLine {
    alternatives = List.copyOf(alternatives);
  }

  @Override
  public String toString() {
    return "ReadLine[" + text.length() + " characters, " + confidence + ", " + zone + "]";
  }
}
