package org.sanwei.routes.read.ocr;

import java.util.List;
import org.sanwei.routes.read.raster.PageRaster;

/** Text page, photograph, logo or blank: by the share of tones and by what was found. */
final class KindOfPicture {
  private static final int CELL = 8;
  private static final int PAPER = 232;
  private static final int INK = 60;
  private static final int LOGO_PIXELS = 220_000;
  private static final int LOGO_SIDE = 360;

  private KindOfPicture() {}

  static PageKind of(PageRaster page, List<FoundLine> lines) {
    double tones = tones(page);
    long good = lines.stream().filter(l -> l.reading().confidence() > 0.7).count();
    if (isSmall(page) && lines.size() <= 4) {
      return PageKind.LOGO;
    }
    if (lines.isEmpty()) {
      return withoutLines(page, tones);
    }
    if (tones > 0.45 && good <= 2 && lines.size() - good <= 3) {
      return PageKind.PHOTOGRAPH;
    }
    return PageKind.TEXT;
  }

  private static PageKind withoutLines(PageRaster page, double tones) {
    if (tones > 0.3) {
      return PageKind.PHOTOGRAPH;
    }
    boolean writing = new UnreadInk(page, List.of()).blobs(0, 1) > 1;
    return writing || tones > 0.06 ? PageKind.UNCERTAIN : PageKind.BLANK;
  }

  private static boolean isSmall(PageRaster page) {
    return page.width() * page.height() < LOGO_PIXELS
        && Math.min(page.width(), page.height()) < LOGO_SIDE;
  }

  /** The share of cells that are neither paper nor ink. */
  private static double tones(PageRaster page) {
    PageRaster cells = page.scaled(1.0 / CELL);
    int count = 0;
    for (int y = 0; y < cells.height(); y++) {
      for (int x = 0; x < cells.width(); x++) {
        int grey = cells.grey(x, y);
        count += grey < PAPER && grey > INK ? 1 : 0;
      }
    }
    return (double) count / cells.width() / cells.height();
  }
}
