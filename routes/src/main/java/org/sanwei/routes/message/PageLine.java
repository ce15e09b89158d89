package org.sanwei.routes.message;

import java.util.Set;

/**
 * A line of recognised text on a page. {@code confidence} is 0 to 100; the box is in pixels of the
 * page's picture, from its upper left corner; {@code zone} says where on the page the line stands,
 * such as {@code head-left}, {@code title} or {@code stamp}.
 */
public record PageLine(
    String text, int confidence, int left, int top, int right, int bottom, String zone) {
  /** The highest confidence. */
  public static final int SURE = 100;

  private static final Set<String> BESIDE = Set.of("stamp", "fax-line");

  /** Whether it stands in the page's text, and not upon or above it. */
  public boolean inText() {
    return !BESIDE.contains(zone);
  }

  @Override
  public String toString() {
    return "PageLine[" + text.length() + " characters, " + confidence + ", " + zone + "]";
  }
}
