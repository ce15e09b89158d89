package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.PartFacts.Seal;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * Looks for a 公章: a ring of the size of an official seal, in red where the page is in colour.
 * Circles that are mostly inked are found on a coarse map; on the fine one a drawn ring is inked
 * all round and clear of ink on both sides, and a circle through lines of text is not.
 */
final class RoundSeal {
  private static final int COARSE = 3;
  private static final double LEAST_CELLS_A_MM = 2;
  private static final double SMALLEST_MM = 15.5;
  private static final double LARGEST_MM = 27.5;
  private static final int STEP = 2;
  private static final int BLOCK = 12;
  private static final int TRIED = 10;
  private static final int DIRECTIONS = 72;
  private static final int FINE_DIRECTIONS = 144;
  private static final int AROUND = 5;
  private static final int CLEAR = 4;
  private static final double LEAST = 0.68;
  private static final double RING = 0.66;
  private static final double STANDS_OUT = 0.5;
  private static final double NO_RING = 0.56;
  private static final double NO_MORE = 0.36;
  private static final double[] COS = new double[FINE_DIRECTIONS];
  private static final double[] SIN = new double[FINE_DIRECTIONS];

  static {
    for (int d = 0; d < FINE_DIRECTIONS; d++) {
      COS[d] = Math.cos(2 * Math.PI * d / FINE_DIRECTIONS);
      SIN[d] = Math.sin(2 * Math.PI * d / FINE_DIRECTIONS);
    }
  }

  private final InkMap fine;
  private final boolean[] coarse;
  private final int width;
  private final int height;

  private RoundSeal(InkMap fine) {
    this.fine = fine;
    this.width = fine.width() / COARSE;
    this.height = fine.height() / COARSE;
    this.coarse = coarse();
  }

  /** A ring in the page's samples, and whether it is one: null where it may be or not. */
  record Ring(@Nullable Seal seal, double x, double y, double radius) {
    /** Whether this stands within the ring. */
    boolean holds(TextBox box) {
      return seal == Seal.PRESENT && Math.hypot(box.x() - x, box.y() - y) < radius;
    }
  }

  /** A circle, its inked share, and how much of that is more than is inked beside it. */
  private record Circle(double x, double y, double radius, double share, double more) {}

  /** {@code ink} is the page's. On a small picture a ring cannot be told from a patch. */
  static Ring of(PageRaster page, InkMap ink) {
    if (ink.perMm() < LEAST_CELLS_A_MM) {
      return new Ring(null, 0, 0, 0);
    }
    RoundSeal look = new RoundSeal(page.inColour() ? InkMap.ofRed(page) : ink);
    Circle best = new Circle(0, 0, 0, 0, 0);
    for (Circle circle : look.circles()) {
      Circle close = look.closer(circle);
      best = close.share() + close.more() > best.share() + best.more() ? close : best;
    }
    double scale = 1 / look.fine.factor();
    return new Ring(seal(best), best.x() * scale, best.y() * scale, best.radius() * scale);
  }

  private static @Nullable Seal seal(Circle best) {
    if (best.share() >= RING && best.more() >= STANDS_OUT) {
      return Seal.PRESENT;
    }
    return best.share() < NO_RING && best.more() < NO_MORE ? Seal.ABSENT : null;
  }

  /** A cell for nine, and ink for its neighbours: no circle on paper is drawn to the cell. */
  private boolean[] coarse() {
    boolean[] map = new boolean[width * height];
    for (int y = 0; y < height * COARSE; y++) {
      for (int x = 0; x < width * COARSE; x++) {
        map[y / COARSE * width + x / COARSE] |= fine.at(x, y);
      }
    }
    boolean[] thick = new boolean[map.length];
    for (int i = width; i < map.length - width; i++) {
      thick[i] = map[i] || map[i - 1] || map[i + 1] || map[i - width] || map[i + width];
    }
    return thick;
  }

  /** The best circle of each neighbourhood, the best of them first, in fine cells. */
  private List<Circle> circles() {
    int across = width / BLOCK + 1;
    @Nullable Circle[] best = new Circle[across * (height / BLOCK + 1)];
    double perMm = fine.perMm() / COARSE;
    for (int r = (int) (SMALLEST_MM * perMm); r <= LARGEST_MM * perMm; r++) {
      int[] circle = around(r);
      for (int y = Math.max(r + 2, height / 4); y < height - r - 2; y += STEP) {
        for (int x = r + 2; x < width - r - 2; x += STEP) {
          int block = y / BLOCK * across + x / BLOCK;
          Circle before = best[block];
          double least = before == null ? LEAST : before.share() + 0.01;
          double share = share(y * width + x, circle, least);
          if (share >= least) {
            best[block] = new Circle((x + 0.5) * COARSE, (y + 0.5) * COARSE, r * COARSE, share, 0);
          }
        }
      }
    }
    List<Circle> circles = new ArrayList<>();
    for (Circle circle : best) {
      if (circle != null) {
        circles.add(circle);
      }
    }
    circles.sort(Comparator.comparingDouble(circle -> -circle.share()));
    return circles.subList(0, Math.min(TRIED, circles.size()));
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

  /** The inked share of a circle; 0 as soon as it cannot be as much as {@code least}. */
  private double share(int at, int[] circle, double least) {
    int missing = 0;
    int may = (int) ((1 - least) * DIRECTIONS);
    for (int offset : circle) {
      if (!coarse[at + offset] && ++missing > may) {
        return 0;
      }
    }
    return 1 - (double) missing / DIRECTIONS;
  }

  /** The circle near this one that is inked most on the fine map. */
  private Circle closer(Circle circle) {
    Circle best = circle;
    double most = 0;
    for (double r = circle.radius() - AROUND; r <= circle.radius() + AROUND; r++) {
      for (double y = circle.y() - AROUND; y <= circle.y() + AROUND; y += 2) {
        for (double x = circle.x() - AROUND; x <= circle.x() + AROUND; x += 2) {
          double share = inked(x, y, r, 1);
          if (share > most) {
            most = share;
            best = new Circle(x, y, r, share, 0);
          }
        }
      }
    }
    double inside = inked(best.x(), best.y(), best.radius() - CLEAR, 0);
    double outside = inked(best.x(), best.y(), best.radius() + CLEAR, 0);
    return new Circle(best.x(), best.y(), best.radius(), most, most - (inside + outside) / 2);
  }

  private double inked(double x, double y, double radius, int reach) {
    int count = 0;
    for (int d = 0; d < FINE_DIRECTIONS; d++) {
      double cos = COS[d];
      double sin = SIN[d];
      boolean ink = false;
      for (int off = -reach; off <= reach && !ink; off++) {
        ink = fine.at((int) (x + (radius + off) * cos), (int) (y + (radius + off) * sin));
      }
      count += ink ? 1 : 0;
    }
    return (double) count / FINE_DIRECTIONS;
  }
}
