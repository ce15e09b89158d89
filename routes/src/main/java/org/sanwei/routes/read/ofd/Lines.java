package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts letters into lines, from the top of a page to its bottom, or as they are drawn. */
final class Lines {
  private Lines() {}

  /** By where they stand: whose base lines lie within half a letter of each other share a line. */
  static String byPosition(List<Letters> page, boolean withHidden) {
    List<Letters> sorted = new ArrayList<>(page);
    sorted.removeIf(letters -> letters.hidden() && !withHidden);
    sorted.sort(Comparator.comparingDouble(Letters::y));
    StringBuilder text = new StringBuilder();
    List<Letters> line = new ArrayList<>();
    for (Letters letters : sorted) {
      boolean below =
          !line.isEmpty()
              && letters.y() - line.get(0).y() > Math.max(letters.size(), line.get(0).size()) / 2;
      if (below) {
        end(line, text);
      }
      line.add(letters);
    }
    end(line, text);
    return text.toString().strip();
  }

  private static void end(List<Letters> line, StringBuilder text) {
    line.sort(Comparator.comparingDouble(Letters::x));
    double right = Double.POSITIVE_INFINITY;
    for (Letters letters : line) {
      if (letters.x() - right > letters.size()) {
        text.append(' ');
      }
      text.append(letters.text());
      right = letters.right();
    }
    text.append('\n');
    line.clear();
  }

  /** In the file's order, one line as long as the base line stays. */
  static String asDrawn(List<Letters> page) {
    StringBuilder text = new StringBuilder();
    double y = Double.NaN;
    for (Letters letters : page) {
      if (!text.isEmpty() && Math.abs(letters.y() - y) > letters.size() / 2) {
        text.append('\n');
      }
      text.append(letters.text());
      y = letters.y();
    }
    return text.toString().strip();
  }
}
