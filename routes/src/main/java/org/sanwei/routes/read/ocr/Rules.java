package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds drawn lines that run along a page, broken ones and those that writing runs into too:
 * follows, from column to column, what is no thicker than a line.
 */
final class Rules {
  private static final double THICK_MM = 1.7;
  private static final double GAP_MM = 2.2;
  private static final double STEEPEST = 0.27;
  private static final double LEAST_MM = 6;
  private static final double INKED = 0.7;
  private static final double STRAIGHT = 0.6;
  private static final double FOLLOWS = 0.3;
  private static final double TURNS = 0.03;
  private static final double AWAY = 1.4;

  private final boolean[] cells;
  private final int columns;
  private final int rows;
  private final int thick;
  private final int gap;
  private final double least;
  private final int[] open;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  /**
   * A line from one end to the other, in cells; {@code x1 < x2}. Swapped for one that runs down.
   */
  record Rule(double x1, double y1, double x2, double y2) {
    double slope() {
      return (y2 - y1) / (x2 - x1);
    }

    double at(double x) {
      return y1 + (x - x1) * slope();
    }

    double length() {
      return x2 - x1;
    }
  }

  private static final class Track {
    private final int first;
    private int last;
    private int row;
    private int count;
    private double level;
    private double lean;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;
    private double sumYy;

    private Track(int x, double y, int row) {
      this.row = row;
      this.first = x;
      this.last = x;
      this.level = y;
      add(x, y);
    }

    /** Where it would be next, as it has gone on so far. */
    private double expected(int x) {
      return level + lean * (x - last);
    }

    private void add(int x, double at) {
      double off = at - expected(x);
      level = expected(x) + FOLLOWS * off;
      lean += x == last ? 0 : TURNS * off / (x - last);
      last = x;
      count++;
      double from = x - first;
      sumX += from;
      sumY += at;
      sumXx += from * from;
      sumXy += from * at;
      sumYy += at * at;
    }

    private double slope() {
      double spread = count * sumXx - sumX * sumX;
      return spread == 0 ? 0 : (count * sumXy - sumX * sumY) / spread;
    }

    /** How far its points are from the line through them, squared, on the mean. */
    private double bent() {
      double slope = slope();
      double base = (sumY - slope * sumX) / count;
      double sum =
          sumYy
              - 2 * base * sumY
              - 2 * slope * sumXy
              + count * base * base
              + 2 * base * slope * sumX
              + slope * slope * sumXx;
      return sum / count;
    }

    private Rule rule() {
      double slope = slope();
      double base = (sumY - slope * sumX) / count;
      return new Rule(first, base, last, base + slope * (last - first));
    }
  }

  private Rules(InkMap map, boolean down) {
    this.cells = map.cells(!down);
    this.columns = down ? map.height() : map.width();
    this.rows = down ? map.width() : map.height();
    this.thick = (int) Math.ceil(THICK_MM * map.perMm());
    this.gap = (int) Math.round(GAP_MM * map.perMm());
    this.least = LEAST_MM * map.perMm();
    this.open = new int[rows];
  }

  /** Those that run across the page, or, with x and y swapped, those that run down it. */
  static List<Rule> of(InkMap map, boolean down) {
    Rules rules = new Rules(map, down);
    rules.follow();
    return rules.rules;
  }

  private void follow() {
    Arrays.fill(open, -1);
    for (int x = 0; x < columns; x++) {
      int start = -1;
      for (int y = 0; y <= rows; y++) {
        boolean ink = y < rows && cells[x * rows + y];
        if (ink && start < 0) {
          start = y;
        } else if (!ink && start >= 0) {
          if (y - start <= thick) {
            run(x, (start + y) / 2.0);
          }
          start = -1;
        }
      }
    }
    for (Track track : tracks) {
      keep(track);
    }
  }

  /** Goes on with the nearest line that is not too far back, or begins one. */
  private void run(int x, double middle) {
    int best = -1;
    double nearest = Double.MAX_VALUE;
    int row = (int) middle;
    for (int y = Math.max(0, row - 3); y <= Math.min(rows - 1, row + 3); y++) {
      int index = open[y];
      if (index >= 0 && tracks.get(index).last < x) {
        Track track = tracks.get(index);
        double away = Math.abs(track.expected(x) - middle);
        if (x - track.last <= gap && away < nearest && away < AWAY) {
          nearest = away;
          best = index;
        }
      }
    }
    if (best < 0) {
      tracks.add(new Track(x, middle, row));
      open[row] = tracks.size() - 1;
    } else {
      Track track = tracks.get(best);
      open[track.row] = -1;
      track.add(x, middle);
      track.row = row;
      open[row] = best;
    }
  }

  private void keep(Track track) {
    int length = track.last - track.first + 1;
    if (length >= least
        && track.count >= INKED * length
        && Math.abs(track.slope()) < STEEPEST
        && track.bent() < STRAIGHT) {
      rules.add(track.rule());
    }
  }
}
