package org.sanwei.routes.read.ocr;

import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.PartFacts.Seal;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Looks for a 公章: a ring of the size of an official seal, in red where the page is in colour. Each
 * dark cell votes for the middles it could be on the ring of.
 */
final class RoundSeal {
  private static final int CELLS_ACROSS = 216;
  private static final int DARK = 185;
  private static final int RED = 45;
  private static final double SMALLEST = 0.075;
  private static final double LARGEST = 0.13;
  private static final int DIRECTIONS = 72;
  private static final double RING = 0.72;
  private static final double NO_RING = 0.52;

  private final boolean[] map;
  private final int width;
  private final int height;

  private RoundSeal(boolean[] map, int width) {
    this.map = map;
    this.width = width;
    this.height = map.length / width;
  }

  /** Present, absent, or null where a ring may be there or not. */
  static @Nullable Seal of(PageRaster page) {
    PageRaster cells = page.scaled(Math.min(1, (double) CELLS_ACROSS / page.width()));
    boolean[] map = new boolean[cells.width() * cells.height()];
    boolean red = page.inColour();
    for (int i = 0; i < map.length; i++) {
      int x = i % cells.width();
      int y = i / cells.width();
      map[i] = red ? cells.redness(x, y) > RED : cells.grey(x, y) < DARK;
    }
    double best = new RoundSeal(map, cells.width()).best();
    if (best >= RING) {
      return Seal.PRESENT;
    }
    return best < NO_RING ? Seal.ABSENT : null;
  }

  /** The share of a circle's directions that are inked, of the most complete circle. */
  private double best() {
    double best = 0;
    int largest = (int) Math.round(LARGEST * width);
    for (int r = (int) Math.round(SMALLEST * width); r <= largest; r++) {
      int[] dx = new int[DIRECTIONS];
      int[] dy = new int[DIRECTIONS];
      for (int d = 0; d < DIRECTIONS; d++) {
        dx[d] = (int) Math.round(r * Math.cos(2 * Math.PI * d / DIRECTIONS));
        dy[d] = (int) Math.round(r * Math.sin(2 * Math.PI * d / DIRECTIONS));
      }
      for (int y = r + 1; y < height - r - 1; y++) {
        for (int x = r + 1; x < width - r - 1; x++) {
          best = Math.max(best, ring(x, y, dx, dy, best));
        }
      }
    }
    return best;
  }

  /** Gives up as soon as the circle can no longer be better than the best. */
  private double ring(int x, int y, int[] dx, int[] dy, double best) {
    int missing = 0;
    int may = (int) ((1 - best) * DIRECTIONS);
    for (int d = 0; d < DIRECTIONS; d++) {
      // every fifth direction first: most circles end early
      int at = d * 5 % DIRECTIONS;
      if (!map[(y + dy[at]) * width + x + dx[at]] && ++missing > may) {
        return 0;
      }
    }
    return 1 - (double) missing / DIRECTIONS;
  }
}
