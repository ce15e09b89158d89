package org.sanwei.routes.read.ocr;

import java.util.Locale;

/** Where on a page a line stands. */
public enum Zone {
  /** What the fax machine printed at the very top. */
  FAX_LINE,
  HEAD_LEFT,
  HEAD_RIGHT,
  TITLE,
  BODY,
  FOOT,
  /** Stamped on, in a frame, in red or aslant, wherever on the page. */
  STAMP;

  /** The word as shown and stored, such as {@code head-left}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean head() {
    return this == HEAD_LEFT || this == HEAD_RIGHT;
  }
}
