package org.sanwei.routes.read.ocr;

import org.sanwei.routes.read.raster.PageRaster;

/**
 * A page beside smaller ones of itself: lines cut from these are softer, and what is left of the
 * dots of a fax no longer looks like strokes.
 */
final class Softened {
  private static final double SOFT = 0.65;
  private static final double SOFTER = 0.45;
  private static final double BODY_SQUEEZE = 0.58;

  private final PageRaster page;
  private final PageRaster soft;
  private final PageRaster softer;

  Softened(PageRaster page) {
    this.page = page;
    this.soft = page.scaled(SOFT);
    this.softer = soft.scaled(SOFTER / SOFT);
  }

  PageRaster page() {
    return page;
  }

  LineCrop sharp(TextBox box) {
    return LineCrop.of(page, box);
  }

  /** As lines of a body are read. */
  LineCrop body(TextBox box) {
    return soft(box, BODY_SQUEEZE);
  }

  LineCrop softerBody(TextBox box) {
    return softer(box, BODY_SQUEEZE);
  }

  LineCrop soft(TextBox box, double squeeze) {
    return LineCrop.squeezed(soft, box.scaled(SOFT), squeeze);
  }

  LineCrop softer(TextBox box, double squeeze) {
    return LineCrop.squeezed(softer, box.scaled(SOFTER), squeeze);
  }
}
