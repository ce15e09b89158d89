package org.sanwei.routes.read.ocr;

/** Whether a rectangle is drawn as a frame of its own, and whether something is in it. */
final class FrameSides {
  private static final double CORNER = 0.3;
  private static final double CORNER_MM = 4;
  private static final int REACH = 1;
  private static final double EACH_SIDE = 0.85;
  private static final double INWARDS_MM = 2;
  private static final double OUTWARDS_MM = 5;
  private static final double[] BESIDE_MM = {1, 1.7, 2.4};
  private static final double STANDS_OUT = 0.45;
  private static final double BEYOND_MM = 1.5;
  private static final double BEYOND_END_MM = 5;
  private static final double GOES_ON = 0.85;
  private static final double WITHIN_MM = 1.3;
  private static final double LEAST_INK_MM2 = 2;
  private static final double MOST_FILL = 0.5;

  private final InkMap map;
  private final TextBox box;
  private final double perMm;
  private final double cos;
  private final double sin;

  FrameSides(InkMap map, TextBox box) {
    this.map = map;
    this.box = box;
    this.perMm = map.perMm();
    this.cos = Math.cos(box.angle());
    this.sin = Math.sin(box.angle());
  }

  /** All four sides are lines, and more inked than what is close to them. */
  boolean drawn() {
    for (int side = 0; side < 4; side++) {
      double share = along(side, 0, REACH);
      double close = (beside(side, 1) + beside(side, -1)) / 2;
      if (share < EACH_SIDE || share - close < STANDS_OUT) {
        return false;
      }
    }
    return true;
  }

  /** The inked share of the emptiest line close to a side: a double frame has lines there too. */
  private double beside(int side, int outwards) {
    double least = 1;
    for (double mm : BESIDE_MM) {
      least = Math.min(least, along(side, outwards * mm * perMm, 0));
    }
    return least;
  }

  /**
   * The box with the two sides that were only guessed, left and right or, {@code down}, top and
   * bottom, where they are inked most.
   */
  TextBox fitted(boolean down) {
    int first = down ? 0 : 1;
    double before = best(first);
    double after = best(first + 2);
    double more = before + after;
    double shift = (after - before) / 2;
    return down
        ? new TextBox(
            box.x() - shift * sin,
            box.y() + shift * cos,
            box.length(),
            box.height() + more,
            box.angle(),
            0)
        : new TextBox(
            box.x() + shift * cos,
            box.y() + shift * sin,
            box.length() + more,
            box.height(),
            box.angle(),
            0);
  }

  /** How far out a side is inked most; the nearest such place. */
  private double best(int side) {
    double best = 0;
    double most = 0;
    for (double out = -INWARDS_MM * perMm; out <= OUTWARDS_MM * perMm; out++) {
      double share = along(side, out, 1);
      if (share > most + 0.04) {
        most = share;
        best = out;
      }
    }
    return best;
  }

  /** The inked share of a line along one side, so far outside of it, its ends left out. */
  private double along(int side, double out, int reach) {
    boolean across = side % 2 == 0;
    double half = (across ? box.length() : box.height()) / 2;
    double from = -half + Math.min(CORNER_MM * perMm, 2 * half * CORNER);
    double far = ((across ? box.height() : box.length()) / 2 + out) * (side < 2 ? -1 : 1);
    return share(across, from, -from, far, reach);
  }

  /** Of what runs along ({@code across}) or across the box, from here to there, so far off. */
  private double share(boolean across, double from, double to, double far, int reach) {
    int count = 0;
    int inked = 0;
    for (double at = from; at <= to; at++) {
      count++;
      inked += across ? inked(at, far, 0, reach) : inked(far, at, reach, 0);
    }
    return count == 0 ? 0 : (double) inked / count;
  }

  private int inked(double along, double over, int reachAlong, int reachOver) {
    for (int u = -reachAlong; u <= reachAlong; u++) {
      for (int v = -reachOver; v <= reachOver; v++) {
        if (at(along + u, over + v)) {
          return 1;
        }
      }
    }
    return 0;
  }

  private boolean at(double along, double over) {
    return map.at(
        (int) Math.floor(box.x() + along * cos - over * sin),
        (int) Math.floor(box.y() + along * sin + over * cos));
  }

  /** No more than one of its lines goes on beyond a corner, as those of a table do. */
  boolean free() {
    int goingOn = 0;
    for (int side = 0; side < 4; side++) {
      boolean across = side % 2 == 0;
      double half = (across ? box.length() : box.height()) / 2;
      double far = (across ? box.height() : box.length()) / 2 * (side < 2 ? -1 : 1);
      double from = half + BEYOND_MM * perMm;
      double to = half + BEYOND_END_MM * perMm;
      goingOn += share(across, from, to, far, 1) >= GOES_ON ? 1 : 0;
      goingOn += share(across, -to, -from, far, 1) >= GOES_ON ? 1 : 0;
    }
    return goingOn < 2;
  }

  /** There is ink within, and not so much that it is a picture or a code of squares. */
  boolean filled() {
    double room = WITHIN_MM * perMm;
    double halfLength = box.length() / 2 - room;
    double halfHeight = box.height() / 2 - room;
    int count = 0;
    int inked = 0;
    for (double over = -halfHeight; over <= halfHeight; over++) {
      for (double along = -halfLength; along <= halfLength; along++) {
        count++;
        inked += at(along, over) ? 1 : 0;
      }
    }
    return inked > LEAST_INK_MM2 * perMm * perMm && inked < MOST_FILL * count;
  }
}
