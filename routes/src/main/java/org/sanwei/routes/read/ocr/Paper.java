package org.sanwei.routes.read.ocr;

import org.sanwei.routes.read.raster.Blobs;
import org.sanwei.routes.read.raster.PageRaster;

/** Whether something lies on paper, or is a part of a photograph. */
final class Paper {
  private static final double BRIGHT = 0.78;
  private static final int ROOM = 4;

  private final PageRaster page;
  private final int paper;

  Paper(PageRaster page) {
    this.page = page;
    this.paper = level(page);
  }

  /** The grey that nine tenths of the page are no brighter than. */
  private static int level(PageRaster page) {
    int[] counts = new int[256];
    for (int y = 0; y < page.height(); y++) {
      for (int x = 0; x < page.width(); x++) {
        counts[page.grey(x, y)]++;
      }
    }
    long left = (long) page.width() * page.height() / 10;
    int grey = 255;
    while (grey > 0 && left > counts[grey]) {
      left -= counts[grey--];
    }
    return grey;
  }

  /** Paper all round it. */
  boolean carries(Blobs.Blob blob, int down) {
    long sum = 0;
    int count = 0;
    for (int y = blob.top() - ROOM; y <= blob.bottom() + ROOM; y++) {
      for (int x = blob.left() - ROOM; x <= blob.right() + ROOM; x++) {
        boolean inside =
            x >= blob.left() && x <= blob.right() && y >= blob.top() && y <= blob.bottom();
        int at = y + down;
        if (!inside && x >= 0 && at >= 0 && x < page.width() && at < page.height()) {
          sum += page.grey(x, at);
          count++;
        }
      }
    }
    return count == 0 || sum > BRIGHT * paper * count;
  }
}
