package org.sanwei.routes.read.raster;

import java.util.Arrays;

/**
 * Whether a page bears writing that can be read as it is, and no longer once it is shrunk: rows of
 * small signs of one height. Looks at the page a strip at a time.
 */
final class SmallWriting {
  /** So many samples high a sign must be to be recognised. */
  private static final int READABLE = 8;

  private static final int LEAST = 5;
  private static final int STRIP = 256;
  private static final int LONG = 4;
  private static final double SIGNS = 0.4;
  private static final double LEAST_INK = 0.15;
  private static final double MOST_INK = 0.75;
  private static final int INK_PERCENT = 75;

  private final PageRaster page;
  private final int most;
  private final int dark;
  private final boolean[] ink;
  private final boolean[] joined;

  private SmallWriting(PageRaster page, int most) {
    this.page = page;
    this.most = most;
    this.dark = paper(page) * INK_PERCENT / 100;
    int cells = page.width() * Math.min(page.height(), STRIP + 2 * most + 2);
    this.ink = new boolean[cells];
    this.joined = new boolean[cells];
  }

  /** {@code shrink}: what the page will be scaled by. */
  static boolean lost(PageRaster page, double shrink) {
    int most = (int) (READABLE / shrink);
    SmallWriting look = new SmallWriting(page, most);
    for (int top = 0; top < page.height(); top += STRIP) {
      if (look.inStrip(top, Math.min(page.height(), top + STRIP + 2 * most + 2))) {
        return true;
      }
    }
    return false;
  }

  /** The grey that nine tenths of the page are no brighter than, from every eighth sample. */
  private static int paper(PageRaster page) {
    int[] counts = new int[256];
    int seen = 0;
    byte[] greys = page.greys();
    for (int i = 0; i < greys.length; i += 7) {
      counts[greys[i] & 0xFF]++;
      seen++;
    }
    int left = seen / 10;
    int grey = 255;
    while (grey > 0 && left >= counts[grey]) {
      left -= counts[grey--];
    }
    return grey;
  }

  private boolean inStrip(int top, int bottom) {
    int width = page.width();
    int rows = bottom - top;
    Arrays.fill(joined, false);
    for (int y = 0; y < rows; y++) {
      int last = -most - 2;
      for (int x = 0; x < width; x++) {
        boolean here = page.grey(x, top + y) < dark;
        ink[y * width + x] = here;
        if (here) {
          if (x - last - 1 <= most) {
            Arrays.fill(joined, y * width + Math.max(0, last), y * width + x, true);
          }
          joined[y * width + x] = true;
          last = x;
        }
      }
    }
    return Blobs.of(joined, width, 1).stream()
        .anyMatch(blob -> row(blob, rows, top == 0, bottom == page.height()));
  }

  /** Whether what hangs together is a row of small signs that the strip holds whole. */
  private boolean row(Blobs.Blob blob, int rows, boolean first, boolean last) {
    boolean cut = blob.top() == 0 && !first || blob.bottom() == rows - 1 && !last;
    int high = blob.height();
    boolean shape = high >= LEAST && high <= most && blob.width() >= LONG * high;
    return !cut && shape && signs(blob);
  }

  /** Signs one beside the other, and no rule: ink and paper change as often as they would. */
  private boolean signs(Blobs.Blob row) {
    int inked = 0;
    int changes = 0;
    for (int y = row.top(); y <= row.bottom(); y++) {
      for (int x = row.left(); x <= row.right(); x++) {
        boolean here = ink[y * page.width() + x];
        inked += here ? 1 : 0;
        changes += here && (x == row.left() || !ink[y * page.width() + x - 1]) ? 1 : 0;
      }
    }
    int high = row.height();
    double wide = row.width();
    double share = inked / (wide * high);
    return share > LEAST_INK && share < MOST_INK && (double) changes / high > SIGNS * wide / high;
  }
}
