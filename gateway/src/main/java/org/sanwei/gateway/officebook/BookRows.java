package org.sanwei.gateway.officebook;

import java.util.List;

/** What came of taking a file apart into rows of cells. */
sealed interface BookRows {
  /** The most rows of a book. */
  int MOST_ROWS = 20_000;

  /** The most cells of a row; more are not looked at. */
  int MOST_CELLS = 64;

  /** The most characters of a cell; more are cut off. */
  int MOST_CHARACTERS = 500;

  /** The most characters of all cells of an XLSX file together, and of its shared strings. */
  int MOST_CHARACTERS_IN_ALL = 8_000_000;

  /** All of them, the first of the file first. */
  record Rows(List<List<String>> rows) implements BookRows {
    public Rows {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return "Rows[" + rows.size() + "]";
    }
  }

  /** It is no book that can be read; {@code code} is a stable word. */
  record Unreadable(String code) implements BookRows {}

  /** A cell no longer than one may be. */
  static String cut(String cell) {
    String stripped = cell.strip();
    return stripped.length() > MOST_CHARACTERS ? stripped.substring(0, MOST_CHARACTERS) : stripped;
  }
}
