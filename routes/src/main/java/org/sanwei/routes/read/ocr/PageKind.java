package org.sanwei.routes.read.ocr;

/** What kind of picture a page is, as far as cheap signs and the found lines tell. */
public enum PageKind {
  TEXT,
  PHOTOGRAPH,
  LOGO,
  BLANK,
  /** None of the others for certain: to be held unless it was read. */
  UNCERTAIN
}
