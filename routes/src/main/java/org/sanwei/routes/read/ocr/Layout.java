package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where each line stands and in which order they are read. What stands above the last line of the
 * title, and is no title, is the head: left or right of the page's middle.
 */
final class Layout {
  private static final double FAX_BAND = 0.06;
  private static final double TITLE_BAND = 0.55;
  private static final double HEAD_BAND = 0.28;
  private static final double FOOT_BAND = 0.88;
  private static final double TALLER = 1.15;
  private static final double ASLANT = 0.05;

  private final int width;
  private final int height;
  private final double slope;
  private final double usual;

  private Layout(List<FoundLine> lines, int width, int height) {
    this.width = width;
    this.height = height;
    this.slope = Math.tan(skew(lines.stream().map(FoundLine::box).toList()));
    this.usual = median(lines.stream().mapToDouble(l -> l.box().height()).toArray());
  }

  /** The lines in reading order, each with its zone. */
  static List<FoundLine> of(List<FoundLine> lines, int width, int height) {
    if (lines.isEmpty()) {
      return lines;
    }
    return new Layout(lines, width, height).placed(lines);
  }

  /** The angle at which most of the text runs. */
  static double skew(List<TextBox> boxes) {
    double[] angles =
        boxes.stream()
            .filter(b -> b.length() > 4 * b.height())
            .mapToDouble(TextBox::angle)
            .toArray();
    return angles.length == 0 ? 0 : median(angles);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** How far down the page, as if it were level. */
  private double down(FoundLine line) {
    return line.box().y() - (line.box().x() - width / 2.0) * slope;
  }

  private List<FoundLine> placed(List<FoundLine> lines) {
    List<FoundLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingDouble(this::down));
    double faxEnd = faxEnd(sorted);
    double headEnd = headEnd(sorted, faxEnd);
    List<FoundLine> placed = new ArrayList<>();
    for (FoundLine line : sorted) {
      placed.add(line.in(zone(line, faxEnd, headEnd)));
    }
    return inRows(placed);
  }

  private Zone zone(FoundLine line, double faxEnd, double headEnd) {
    if (line.zone() == Zone.STAMP || stamped(line)) {
      return Zone.STAMP;
    }
    double at = down(line);
    if (at <= faxEnd && !MarkSigns.remains(line.reading().text())) {
      return Zone.FAX_LINE;
    }
    if (at <= headEnd) {
      if (isTitle(line)) {
        return Zone.TITLE;
      }
      return line.box().x() < width / 2.0 ? Zone.HEAD_LEFT : Zone.HEAD_RIGHT;
    }
    return at > FOOT_BAND * height ? Zone.FOOT : Zone.BODY;
  }

  /** Short and at another angle than the text. */
  private boolean stamped(FoundLine line) {
    TextBox box = line.box();
    return line.roomFor() < 12
        && box.length() > 1.3 * box.height()
        && Math.abs(box.angle() - Math.atan(slope)) > ASLANT
        && MarkSigns.remains(line.reading().text());
  }

  private double faxEnd(List<FoundLine> sorted) {
    double end = -1;
    for (FoundLine line : sorted) {
      boolean atTop = line.box().y() < FAX_BAND * height;
      if (atTop && FaxLineReader.isFaxLine(line.reading().text())) {
        end = Math.max(end, down(line) + line.box().height() * 0.3);
      }
    }
    return end;
  }

  private double headEnd(List<FoundLine> sorted, double faxEnd) {
    double end = -1;
    for (FoundLine line : sorted) {
      boolean above = down(line) < TITLE_BAND * height && down(line) > faxEnd;
      if (above && (isTitle(line) || MarkSigns.isLabel(line.reading().text()))) {
        end = down(line) + (isTitle(line) ? 0 : line.box().height());
      }
    }
    return end < 0 ? HEAD_BAND * height : Math.max(end, 0.12 * height);
  }

  private boolean isTitle(FoundLine line) {
    TextBox box = line.box();
    boolean middle = Math.abs(box.x() - width / 2.0) < 0.12 * width;
    boolean wide = box.length() > 0.22 * width || box.height() > 1.4 * usual;
    return box.height() > TALLER * usual && middle && wide && box.length() > 1.8 * box.height();
  }

  /** Lines beside each other are read from left to right. */
  private List<FoundLine> inRows(List<FoundLine> lines) {
    List<FoundLine> ordered = new ArrayList<>();
    List<FoundLine> row = new ArrayList<>();
    for (FoundLine line : lines) {
      if (!row.isEmpty() && !beside(row.get(0), line)) {
        row.sort(Comparator.comparingDouble(l -> l.box().x()));
        ordered.addAll(row);
        row.clear();
      }
      row.add(line);
    }
    row.sort(Comparator.comparingDouble(l -> l.box().x()));
    ordered.addAll(row);
    return ordered;
  }

  private boolean beside(FoundLine first, FoundLine next) {
    double smaller = Math.min(first.box().height(), next.box().height());
    return Math.abs(down(first) - down(next)) < 0.5 * smaller;
  }
}
