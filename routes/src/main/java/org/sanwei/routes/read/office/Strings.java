package org.sanwei.routes.read.office;

import java.util.ArrayList;
import java.util.List;

/** A workbook's shared strings, and which of them no cell has shown. */
final class Strings {
  private record One(String shown, String all) {}

  private final List<One> strings = new ArrayList<>();
  private final List<Boolean> used = new ArrayList<>();

  void add(Passage string) {
    String shown = string.shown();
    String all = string.all();
    strings.add(new One(shown, all.equals(shown) ? shown : all));
    used.add(false);
  }

  /** Puts the string of a cell into its row; a number that is none of theirs stands for itself. */
  void put(String number, Passage row) {
    int index = index(number);
    if (index < 0) {
      row.add(number, false, false, false);
      return;
    }
    used.set(index, true);
    One string = strings.get(index);
    if (string.shown().equals(string.all())) {
      row.add(string.shown(), false, false, false);
    } else {
      row.add(string.shown(), false, false, true);
      row.add("\n" + string.all(), true, true, true);
    }
  }

  private int index(String number) {
    String digits = number.strip();
    if (digits.isEmpty() || digits.length() > 8) {
      return -1;
    }
    for (char c : digits.toCharArray()) {
      if (c < '0' || c > '9') {
        return -1;
      }
    }
    int index = Integer.parseInt(digits);
    return index < strings.size() ? index : -1;
  }

  boolean isEmpty() {
    return strings.isEmpty();
  }

  /** What stands in the file and in no cell. */
  String unused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < strings.size(); i++) {
      if (!used.get(i)) {
        text.append(strings.get(i).all()).append('\n');
      }
    }
    return text.toString();
  }
}
