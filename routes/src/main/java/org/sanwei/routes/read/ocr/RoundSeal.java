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
  private static final int BEYOND = 5;
  private static final double OUTSIDE = 0.6;
  private static final double LEAST = 0.7;
  private static final double RING = 0.6;
  private static final double NO_RING = 0.45;

  private final boolean[] map;
  private final int width;
  private final int height;
  private int middle;
  private int radius;

  private RoundSeal(boolean[] map, int width) {
    this.map = map;
    this.width = width;
    this.height = map.length / width;
  }

  /** A ring in the page's samples, and whether it is one: null where it may be or not. */
  record Ring(@Nullable Seal seal, double x, double y, double radius) {
    /** Whether this stands within the ring. */
    boolean holds(TextBox box) {
      return seal == Seal.PRESENT && Math.hypot(box.x() - x, box.y() - y) < radius;
    }
  }

  static Ring of(PageRaster page) {
    PageRaster cells = page.scaled(Math.min(1, (double) CELLS_ACROSS / page.width()));
    boolean[] map = new boolean[cells.width() * cells.height()];
    boolean red = page.inColour();
    for (int i = 0; i < map.length; i++) {
      int x = i % cells.width();
      int y = i / cells.width();
      map[i] = red ? cells.redness(x, y) > RED : cells.grey(x, y) < DARK;
    }
    RoundSeal seal = new RoundSeal(thickened(map, cells.width()), cells.width());
    double best = seal.best();
    Seal found = best >= RING ? Seal.PRESENT : Seal.ABSENT;
    double scale = (double) page.width() / cells.width();
    return new Ring(
        best < RING && best >= NO_RING ? null : found,
        seal.middle % cells.width() * scale,
        seal.middle / cells.width() * scale,
        seal.radius * scale);
  }

  /** Each inked cell inks its neighbours: no circle on paper is drawn to the cell. */
  private static boolean[] thickened(boolean[] map, int width) {
    boolean[] thick = new boolean[map.length];
    for (int i = width + 1; i < map.length - width - 1; i++) {
      thick[i] = map[i] || map[i - 1] || map[i + 1] || map[i - width] || map[i + width];
    }
    return thick;
  }

  /** How much more a circle is inked than the one just outside it, at the best place for it. */
  private double best() {
    double best = 0;
    int largest = (int) Math.round(LARGEST * width);
    for (int r = (int) Math.round(SMALLEST * width); r <= largest; r++) {
      int[] ring = around(r);
      int[] beyond = around(r + BEYOND);
      int room = r + BEYOND + 2;
      for (int y = Math.max(room, height / 4); y < height - room; y++) {
        for (int x = room; x < width - room; x++) {
          int at = y * width + x;
          double share = share(at, ring, Math.max(best, LEAST));
          if (share > best) {
            double standing = share - OUTSIDE * share(at, beyond, 0);
            if (standing > best) {
              best = standing;
              middle = at;
              radius = r;
            }
          }
        }
      }
    }
    return best;
  }

  /** Offsets of a circle's cells, every fifth direction first: most circles end early. */
  private int[] around(int radius) {
    int[] offsets = new int[DIRECTIONS];
    for (int d = 0; d < DIRECTIONS; d++) {
      double angle = 2 * Math.PI * (d * 5 % DIRECTIONS) / DIRECTIONS;
      int x = (int) Math.round(radius * Math.cos(angle));
      int y = (int) Math.round(radius * Math.sin(angle));
      offsets[d] = y * width + x;
    }
    return offsets;
  }

  /** The inked share of a circle; 0 as soon as it cannot be more than {@code least}. */
  private double share(int at, int[] circle, double least) {
    int missing = 0;
    int may = (int) ((1 - least) * DIRECTIONS);
    for (int offset : circle) {
      if (!map[at + offset] && ++missing > may) {
        return 0;
      }
    }
    return 1 - (double) missing / DIRECTIONS;
  }
}
