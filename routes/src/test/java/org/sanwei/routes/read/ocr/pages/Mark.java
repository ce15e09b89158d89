package org.sanwei.routes.read.ocr.pages;

import org.sanwei.config.label.Sensitivity;

/** A secrecy mark as printed. {@code words} is empty when there is none. */
record Mark(Sensitivity level, String words, String period, Place place) {
  static final Mark NONE = new Mark(Sensitivity.PUBLIC, "", "", Place.UPPER_LEFT);

  enum Place {
    UPPER_LEFT,
    UPPER_RIGHT,
    BELOW_TITLE,
    /** In a slanted box of its own, by a rubber stamp. */
    STAMP,
    /** In the cell of a form; on forms without cells as UPPER_LEFT. */
    CELL
  }

  boolean printed() {
    return !words.isEmpty();
  }
}
