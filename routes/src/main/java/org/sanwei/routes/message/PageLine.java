package org.sanwei.routes.message;

/**
 * A line of recognised text on a page. {@code confidence} is 0 to 100; the box is in pixels of the
 * page's picture, from its upper left corner; {@code zone} says where on the page the line stands,
 * such as {@code head-left}, {@code title} or {@code stamp}.
 */
public record PageLine(
    String text, int confidence, int left, int top, int right, int bottom, String zone) {
  /** The highest confidence. */
  public static final int SURE = 100;

  @Override
  public String toString() {
    return "PageLine[" + text.length() + " characters, " + confidence + ", " + zone + "]";
  }
}
