package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sanwei.routes.read.ocr.Rules.Rule;

/**
 * Looks for drawn rectangles of the size of a stamp that stand free: cells of tables and forms,
 * borders of pages and pictures are none. Two lines that lie opposite each other suggest one, four
 * sides make it.
 */
final class Frames {
  private static final double LEAST_LENGTH_MM = 11;
  private static final double LEAST_HEIGHT_MM = 6;
  private static final double MOST_LENGTH_MM = 84;
  private static final double MOST_HEIGHT_MM = 46;
  private static final double PARALLEL = 0.06;
  private static final double OPPOSITE = 0.5;
  private static final double SAME_MM = 5;
  private static final int MOST_RULES = 1_000;

  private final InkMap map;
  private final double perMm;
  private final List<TextBox> found = new ArrayList<>();

  private Frames(InkMap map) {
    this.map = map;
    this.perMm = map.perMm();
  }

  /** The frames with something in them, in cells of the map, each once. */
  static List<TextBox> of(InkMap map) {
    if (map.perMm() < 1) {
      return List.of();
    }
    Frames frames = new Frames(map);
    frames.pairs(false);
    frames.pairs(true);
    return frames.each();
  }

  private void pairs(boolean down) {
    List<Rule> rules = new ArrayList<>(Rules.of(map, down));
    rules.removeIf(rule -> rule.length() > MOST_LENGTH_MM * perMm);
    if (rules.size() > MOST_RULES) {
      // Hatching, or made to keep us busy.
      rules.sort(Comparator.comparingDouble(rule -> -rule.length()));
      rules = rules.subList(0, MOST_RULES);
    }
    for (int i = 0; i < rules.size(); i++) {
      for (int j = i + 1; j < rules.size(); j++) {
        pair(rules.get(i), rules.get(j), down);
      }
    }
  }

  private void pair(Rule one, Rule other, boolean down) {
    double left = Math.min(one.x1(), other.x1());
    double right = Math.max(one.x2(), other.x2());
    double both = Math.min(one.x2(), other.x2()) - Math.max(one.x1(), other.x1());
    double middle = (left + right) / 2;
    double apart = Math.abs(one.at(middle) - other.at(middle));
    if (both < OPPOSITE * (right - left)
        || Math.abs(one.slope() - other.slope()) > PARALLEL
        || !likeStamp(right - left, apart)) {
      return;
    }
    double slope =
        (one.slope() * one.length() + other.slope() * other.length())
            / (one.length() + other.length());
    double angle = Math.atan(slope);
    double y = (one.at(middle) + other.at(middle)) / 2;
    double length = (right - left) / Math.cos(angle);
    double height = apart * Math.cos(angle);
    TextBox box =
        down
            ? new TextBox(y + 0.5, middle, height, length, -angle, 0)
            : new TextBox(middle, y + 0.5, length, height, angle, 0);
    TextBox fitted = new FrameSides(map, box).fitted(down);
    FrameSides sides = new FrameSides(map, fitted);
    if (likeStamp(fitted.length(), fitted.height())
        && sides.drawn()
        && sides.free()
        && sides.filled()) {
      found.add(fitted);
    }
  }

  private boolean likeStamp(double wide, double high) {
    double longer = Math.max(wide, high) / perMm;
    double shorter = Math.min(wide, high) / perMm;
    return longer >= LEAST_LENGTH_MM
        && longer <= MOST_LENGTH_MM
        && shorter >= LEAST_HEIGHT_MM
        && shorter <= MOST_HEIGHT_MM;
  }

  /** Innermost first: of a double line the inner one stays. */
  private List<TextBox> each() {
    found.sort(Comparator.comparingDouble(box -> box.length() * box.height()));
    List<TextBox> each = new ArrayList<>();
    for (TextBox box : found) {
      if (each.stream().noneMatch(one -> same(one, box))) {
        each.add(box);
      }
    }
    return each;
  }

  private boolean same(TextBox one, TextBox other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y()) < SAME_MM * perMm;
  }
}
