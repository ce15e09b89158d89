package org.sanwei.routes.read.ocr;

import java.util.List;
import org.sanwei.routes.read.raster.PageRaster;

/** Text page, photograph, logo or blank: by the share of tones and by what was found. */
final class KindOfPicture {
  private static final int CELL = 8;
  private static final int PAPER = 232;
  private static final int INK = 60;
  private static final int LIGHT = 200;
  private static final double BLANK = 0.995;
  private static final int EDGE = 6;
  private static final int LEAST_RANGE = 32;
  private static final double LEAST_EDGES = 0.03;
  private static final int LOGO_PIXELS = 220_000;
  private static final int LOGO_SIDE = 360;
  private static final double HOPELESS = 0.5;
  private static final double READ = 0.7;
  private static final double WINDOW_ROOM = 4;

  private KindOfPicture() {}

  static PageKind of(PageRaster page, List<FoundLine> lines) {
    double tones = tones(page);
    long good = lines.stream().filter(l -> l.reading().confidence() > READ).count();
    if (isSmall(page) && lines.size() <= 4) {
      // So small a picture has neither head nor body: a mark may stand anywhere.
      boolean weak = lines.stream().anyMatch(l -> Doubts.weak(l) && mayBeMark(l));
      return weak ? PageKind.UNCERTAIN : PageKind.LOGO;
    }
    if (lines.isEmpty()) {
      return withoutLines(page, tones);
    }
    boolean hardlyWritten = good <= 2 && (lines.size() - good <= 3 || few(lines));
    if (tones > 0.45 && hardlyWritten && !uniform(page)) {
      boolean weak = lines.stream().anyMatch(l -> Doubts.weak(l) && Doubts.watched(l));
      return weak ? PageKind.UNCERTAIN : PageKind.PHOTOGRAPH;
    }
    return PageKind.TEXT;
  }

  /** Windows of houses and the like: short, and in none is more than a chance sign read. */
  private static boolean few(List<FoundLine> lines) {
    return lines.size() <= 8
        && lines.stream().noneMatch(Doubts::watched)
        && lines.stream().allMatch(KindOfPicture::likeAWindow);
  }

  private static boolean likeAWindow(FoundLine line) {
    boolean read = line.reading().confidence() > READ;
    boolean oneSign = MarkSigns.dense(line.reading().text()).length() <= 1;
    return read
        || line.reading().confidence() < HOPELESS && oneSign && line.roomFor() < WINDOW_ROOM;
  }

  private static boolean mayBeMark(FoundLine line) {
    return Doubts.watched(line) || Doubts.isShort(line);
  }

  private static PageKind withoutLines(PageRaster page, double tones) {
    if (tones > 0.3) {
      return uniform(page) ? PageKind.UNCERTAIN : PageKind.PHOTOGRAPH;
    }
    boolean writing = new UnreadInk(page, List.of()).blobs(0, 1) > 0;
    boolean blank = !writing && tones <= 0.06 && light(page) >= BLANK;
    return blank ? PageKind.BLANK : PageKind.UNCERTAIN;
  }

  /** One tone, or shades that run into each other: something may be hidden in it. */
  private static boolean uniform(PageRaster page) {
    PageRaster cells = page.scaled(1.0 / CELL);
    int[] counts = new int[256];
    int edges = 0;
    for (int y = 0; y < cells.height(); y++) {
      for (int x = 0; x < cells.width(); x++) {
        int grey = cells.grey(x, y);
        counts[grey]++;
        int right = cells.grey(Math.min(x + 1, cells.width() - 1), y);
        int below = cells.grey(x, Math.min(y + 1, cells.height() - 1));
        boolean edge = Math.abs(grey - right) > EDGE || Math.abs(grey - below) > EDGE;
        edges += edge ? 1 : 0;
      }
    }
    int all = cells.width() * cells.height();
    int range = tone(counts, all * 95L / 100) - tone(counts, all * 5L / 100);
    return range < LEAST_RANGE || edges < LEAST_EDGES * all;
  }

  /** The tone that so many cells are darker than. */
  private static int tone(int[] counts, long darker) {
    long left = darker;
    int tone = 0;
    while (tone < 255 && left >= counts[tone]) {
      left -= counts[tone++];
    }
    return tone;
  }

  /** The share of samples as light as paper. */
  private static double light(PageRaster page) {
    long count = 0;
    for (int y = 0; y < page.height(); y++) {
      for (int x = 0; x < page.width(); x++) {
        count += page.grey(x, y) >= LIGHT ? 1 : 0;
      }
    }
    return (double) count / page.width() / page.height();
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
