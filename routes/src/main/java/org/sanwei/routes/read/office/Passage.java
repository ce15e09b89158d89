package org.sanwei.routes.read.office;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text as it grows, read three ways at once: as it is shown, with everything that is hidden or
 * deleted in its place, and as it was before revisions. So neither hiding a mark nor breaking one
 * with hidden text helps.
 */
final class Passage {
  private final StringBuilder shown = new StringBuilder();
  private final StringBuilder all = new StringBuilder();
  private final StringBuilder before = new StringBuilder();

  void add(String text, boolean hidden, boolean deleted, boolean inserted) {
    all.append(text);
    if (!hidden && !deleted) {
      shown.append(text);
    }
    if (!hidden && !inserted) {
      before.append(text);
    }
  }

  /** Between two cells of a row. */
  void gap() {
    for (StringBuilder text : new StringBuilder[] {shown, all, before}) {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\t');
      }
    }
  }

  /** Ends the line, unless nothing stands on it. */
  void breakLine() {
    end(shown);
    end(all);
    end(before);
  }

  void add(Passage other) {
    breakLine();
    shown.append(other.shown);
    all.append(other.all);
    before.append(other.before);
    breakLine();
  }

  private static void end(StringBuilder text) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  int length() {
    return all.length();
  }

  String shown() {
    return shown.toString().strip();
  }

  String all() {
    return all.toString().strip();
  }

  String before() {
    return before.toString().strip();
  }

  /** Those that differ, the shown one first. */
  List<String> readings() {
    Set<String> different = new LinkedHashSet<>(List.of(shown(), all(), before()));
    different.removeIf(String::isBlank);
    return new ArrayList<>(different);
  }
}
