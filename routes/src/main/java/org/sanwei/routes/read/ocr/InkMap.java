package org.sanwei.routes.read.ocr;

import org.sanwei.routes.read.raster.PageRaster;

/**
 * What is inked on a page, in cells of a third of a millimetre if the page is as wide as A4: darker
 * than what lies around it, so that shadows are none, or red.
 */
final class InkMap {
  private static final double CELLS_A_MM = 3;
  private static final double SHORT_SIDE_MM = 210;
  private static final double AROUND_MM = 7;
  private static final int SHARE = 80;
  private static final int LIGHTEST = 215;
  private static final int RED = 45;

  private final boolean[] ink;
  private final int width;
  private final int height;
  private final double factor;

  private InkMap(boolean[] ink, int width, double factor) {
    this.ink = ink;
    this.width = width;
    this.height = ink.length / width;
    this.factor = factor;
  }

  static InkMap of(PageRaster page) {
    double factor = Math.min(1, CELLS_A_MM * SHORT_SIDE_MM / Math.min(page.width(), page.height()));
    PageRaster cells = page.scaled(factor);
    int around = (int) (AROUND_MM * Math.min(cells.width(), cells.height()) / SHORT_SIDE_MM) + 1;
    int[] sums = sums(cells);
    boolean[] ink = new boolean[cells.width() * cells.height()];
    for (int y = 0; y < cells.height(); y++) {
      int top = Math.max(0, y - around);
      int bottom = Math.min(cells.height(), y + around + 1);
      for (int x = 0; x < cells.width(); x++) {
        int grey = cells.grey(x, y);
        if (grey < LIGHTEST) {
          int left = Math.max(0, x - around);
          int right = Math.min(cells.width(), x + around + 1);
          long mean = mean(sums, cells.width() + 1, left, top, right, bottom);
          ink[y * cells.width() + x] = 100L * grey < SHARE * mean;
        }
        ink[y * cells.width() + x] |= cells.redness(x, y) > RED;
      }
    }
    return new InkMap(ink, cells.width(), factor);
  }

  /** What is red alone. */
  static InkMap ofRed(PageRaster page) {
    double factor = Math.min(1, CELLS_A_MM * SHORT_SIDE_MM / Math.min(page.width(), page.height()));
    PageRaster cells = page.scaled(factor);
    boolean[] ink = new boolean[cells.width() * cells.height()];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = cells.redness(i % cells.width(), i / cells.width()) > RED;
    }
    return new InkMap(ink, cells.width(), factor);
  }

  /** For each corner of a cell all that is above it and left of it, modulo the size of an int. */
  private static int[] sums(PageRaster cells) {
    int across = cells.width() + 1;
    int[] sums = new int[across * (cells.height() + 1)];
    for (int y = 0; y < cells.height(); y++) {
      int row = 0;
      for (int x = 0; x < cells.width(); x++) {
        row += cells.grey(x, y);
        sums[(y + 1) * across + x + 1] = sums[y * across + x + 1] + row;
      }
    }
    return sums;
  }

  private static long mean(int[] sums, int across, int left, int top, int right, int bottom) {
    int sum =
        sums[bottom * across + right]
            - sums[bottom * across + left]
            - sums[top * across + right]
            + sums[top * across + left];
    return Integer.toUnsignedLong(sum) / ((long) (right - left) * (bottom - top));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Cells to one sample of the page, at most 1. */
  double factor() {
    return factor;
  }

  /** So many cells are about a millimetre. */
  double perMm() {
    return Math.min(width, height) / SHORT_SIDE_MM;
  }

  /** All cells, line by line, or column by column. To be read only. */
  boolean[] cells(boolean byColumns) {
    if (!byColumns) {
      return ink;
    }
    boolean[] turned = new boolean[ink.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = ink[y * width + x];
      }
    }
    return turned;
  }

  boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && ink[y * width + x];
  }
}
