package org.sanwei.routes.read.ocr;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sanwei.routes.read.raster.PageRaster;

/** Where a mark might have been missed on a page that was read. */
final class Doubts {
  private static final double WEAK_LINE = 0.75;
  private static final double WEAK_PAGE = 0.6;
  private static final double HEAD = 0.33;
  private static final double FAX_LINE = 0.045;
  private static final int SHORT_ROOM = 12;
  private static final double MARK_IN_SIGHT = -10;
  private static final double NEARLY_READ = -4;
  static final double ALL_NEARLY_READ = -8;
  private static final double ONE_CHARACTER = 1.6;
  private static final double LEAST_HEIGHT = 0.6;

  private Doubts() {}

  static Set<Doubt> of(PageRaster page, PageKind kind, List<FoundLine> lines) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    for (FoundLine line : lines) {
      if (remains(line)) {
        doubts.add(Doubt.REMAINS_OF_MARK);
      }
    }
    if (kind == PageKind.UNCERTAIN) {
      doubts.add(Doubt.NO_LINES);
    }
    if (kind == PageKind.TEXT) {
      ofText(page, lines, doubts);
    }
    return doubts;
  }

  private static void ofText(PageRaster page, List<FoundLine> lines, Set<Doubt> doubts) {
    double usual =
        lines.stream()
            .mapToDouble(l -> l.box().height())
            .sorted()
            .skip(lines.size() / 2)
            .findFirst()
            .orElse(0);
    if (lines.stream().anyMatch(line -> weak(line, usual) && !dirt(line, lines))) {
      doubts.add(Doubt.WEAK_HEAD);
    }
    if (confidence(lines) < WEAK_PAGE) {
      doubts.add(Doubt.WEAK_PAGE);
    }
    List<TextBox> boxes = lines.stream().map(FoundLine::box).toList();
    if (new UnreadInk(page, boxes).blobs(FAX_LINE, HEAD) > 0) {
      doubts.add(Doubt.HEAD_INK);
    }
  }

  /** The mean over all characters, 0 without any. */
  static double confidence(List<FoundLine> lines) {
    double sum = 0;
    int count = 0;
    for (FoundLine line : lines) {
      for (float one : line.reading().sure()) {
        sum += one;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  static boolean watched(FoundLine line) {
    return line.zone().head() || line.zone() == Zone.STAMP;
  }

  static boolean weak(FoundLine line) {
    return line.reading().confidence() < WEAK_LINE;
  }

  static boolean isShort(FoundLine line) {
    return line.roomFor() <= SHORT_ROOM;
  }

  /**
   * A short line of the head of which some reading holds what a mark is made of, and none is one.
   */
  private static boolean remains(FoundLine line) {
    if (!watched(line)) {
      return false;
    }
    List<Reading> all = line.all();
    boolean whole = all.stream().anyMatch(r -> MarkSigns.wholeMark(r.text()));
    if (whole) {
      return false;
    }
    String known = line.known(MARK_IN_SIGHT);
    return known != null && known.indexOf('密') >= 0 && !MarkSigns.plain(line.reading().text())
        || all.stream().anyMatch(r -> MarkSigns.isShort(r.text()) && MarkSigns.remains(r.text()));
  }

  private static boolean weak(FoundLine line, double usual) {
    boolean speck = line.box().height() < LEAST_HEIGHT * usual || line.roomFor() < 0.9;
    if (!watched(line) || line.roomFor() > SHORT_ROOM || speck) {
      return false;
    }
    return weak(line) && !Expected.inHead(line.reading().text()) && !urgencyOrLabel(line);
  }

  /** Faint, and yet an urgency or a field for one: no mark would fit as well. */
  private static boolean urgencyOrLabel(FoundLine line) {
    String known = line.known(NEARLY_READ);
    List<Reading> all = line.all();
    return known != null && MarkSigns.isUrgency(known)
        || allFitUrgency(line)
        || all.stream().anyMatch(reading -> isLabel(reading, line.roomFor()));
  }

  /** A field by itself: nothing that could not be read stands behind it in the same box. */
  private static boolean isLabel(Reading reading, double room) {
    String dense = MarkSigns.dense(reading.text());
    return MarkSigns.isLabel(dense) && room < dense.codePointCount(0, dense.length()) + 1.2;
  }

  /** Several readings, and to each an urgency is nearest. */
  static boolean allFitUrgency(FoundLine line) {
    List<Reading> all = line.all();
    return all.size() > 1 && all.stream().allMatch(Doubts::fitsUrgency);
  }

  private static boolean fitsUrgency(Reading reading) {
    KnownWords.Fit fit = reading.known();
    return fit != null && fit.behind() > ALL_NEARLY_READ && MarkSigns.isUrgency(fit.word());
  }

  /** No larger than one character, nothing read in it at all, and nothing weak beside it. */
  private static boolean dirt(FoundLine line, List<FoundLine> lines) {
    return line.roomFor() < ONE_CHARACTER
        && line.all().stream().allMatch(Reading::isEmpty)
        && lines.stream().noneMatch(other -> other != line && weak(other) && beside(line, other));
  }

  private static boolean beside(FoundLine line, FoundLine other) {
    return Math.abs(line.box().y() - other.box().y()) < 2 * line.box().height();
  }
}
