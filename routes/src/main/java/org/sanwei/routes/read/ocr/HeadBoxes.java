package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;

/** Brings boxes of several passes over the same part of a page together. */
final class HeadBoxes {
  private HeadBoxes() {}

  /** What the second pass found and the first did not, or found in pieces, is added. */
  static List<TextBox> joined(List<TextBox> first, List<TextBox> second) {
    List<TextBox> all = new ArrayList<>(first);
    for (TextBox box : second) {
      if (first.stream().noneMatch(one -> same(one, box))) {
        all.removeIf(one -> within(one, box));
        all.add(box);
      }
    }
    return all;
  }

  /** Boxes of characters that stand apart, 机　密, become one. */
  static List<TextBox> bridged(List<TextBox> boxes) {
    List<TextBox> all = new ArrayList<>(boxes);
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        if (i != j && neighbours(all.get(i), all.get(j))) {
          TextBox bridge = bridge(all.get(i), all.get(j));
          all.remove(Math.max(i, j));
          all.set(Math.min(i, j), bridge);
          return bridged(all);
        }
      }
    }
    return all;
  }

  private static boolean same(TextBox one, TextBox other) {
    double wide = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
    double high = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
    if (wide <= 0 || high <= 0) {
      return false;
    }
    double larger = Math.max(area(one), area(other));
    boolean longer = other.length() > 1.35 * one.length();
    return wide * high > 0.35 * larger && !longer || within(other, one);
  }

  private static boolean within(TextBox small, TextBox large) {
    return small.x() > large.left()
        && small.x() < large.right()
        && small.y() > large.top()
        && small.y() < large.bottom()
        && area(small) < 1.2 * area(large);
  }

  private static double area(TextBox box) {
    return (box.right() - box.left()) * (box.bottom() - box.top());
  }

  private static boolean neighbours(TextBox left, TextBox right) {
    double size = Math.max(left.height(), right.height());
    double gap = right.left() - left.right();
    return left.length() < 3 * left.height()
        && right.length() < 3 * right.height()
        && left.x() < right.x()
        && gap < 1.6 * size
        && Math.abs(left.y() - right.y()) < 0.35 * size
        && Math.min(left.height(), right.height()) > 0.6 * size;
  }

  private static TextBox bridge(TextBox left, TextBox right) {
    double angle = Math.atan2(right.y() - left.y(), right.x() - left.x());
    double low = left.x() - left.length() / 2;
    double high = right.x() + right.length() / 2;
    return new TextBox(
        (low + high) / 2,
        (left.y() + right.y()) / 2,
        (high - low) / Math.cos(angle),
        Math.max(left.height(), right.height()),
        angle,
        Math.min(left.score(), right.score()));
  }
}
