package org.sanwei.routes.read.ocr.pages;

/** How a page came: what the figures are counted by. */
public enum PageKind {
  /** One page of fax, 204 by 196 dots an inch, Group 4. */
  FINE,
  /** One page of fax, 204 by 98 dots an inch, Group 3. */
  STD,
  /** A fax of three pages. */
  THREE_PAGES,
  /** A colour or grey scan, as a picture or inside a PDF. */
  SCAN,
  /** Paper photographed at an angle. */
  PHOTO,
  /** A picture that is no page: logo, photograph, chart, nothing at all. */
  PICTURE
}
