package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;

/**
 * In a form a label and its value stand in cells of their own: 密级 | 机密. Put together they say what
 * the form says, and so they are handed on as another reading of the label.
 */
final class FormFields {
  private static final double FARTHEST = 6;

  private FormFields() {}

  /** The readings of each label with those of what stands to its right, by line. */
  static List<String> joined(FoundLine label, List<FoundLine> lines) {
    List<String> joined = new ArrayList<>();
    String name = MarkSigns.dense(label.reading().text());
    if (!MarkSigns.isLabel(name)) {
      return joined;
    }
    FoundLine value = null;
    for (FoundLine line : lines) {
      boolean nearer = value == null || line.box().left() < value.box().left();
      if (beside(label.box(), line.box()) && says(line) && nearer) {
        value = line;
      }
    }
    if (value != null) {
      for (Reading reading : value.all()) {
        joined.add(name + "：" + MarkSigns.dense(reading.text()));
      }
    }
    return joined;
  }

  /** More than specks that were taken for dots. */
  private static boolean says(FoundLine line) {
    return line.reading().text().codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean beside(TextBox label, TextBox value) {
    return value.left() > label.right() - 0.3 * label.height()
        && value.left() - label.right() < FARTHEST * label.height()
        && Math.abs(value.y() - label.y()) < 0.7 * label.height();
  }
}
