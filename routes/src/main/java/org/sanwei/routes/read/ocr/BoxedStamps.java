package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.read.raster.Blobs;
import org.sanwei.routes.read.raster.PageRaster;

/**
 * What stands in frames of the size of a stamp, anywhere on the page: {@code lines} are all lines,
 * those that were read in frames as stamps; {@code unread} is what is to be read there, for the
 * first time or more than once.
 */
record BoxedStamps(List<FoundLine> lines, List<TextBox> unread) {
  private static final double READ_SEVERAL_TIMES = 0.33;
  private static final double SURE = 0.85;
  private static final double WIDER = 1.9;
  private static final double SQUARE = 1.5;
  private static final double LOW_MM = 9;
  private static final double AS_HIGH = 0.7;
  private static final double INSET_MM = 1.2;
  private static final double LETTER_MM = 1.6;
  private static final double ROOM_MM = 0.7;

  static BoxedStamps of(PageRaster page, InkMap map, List<FoundLine> found) {
    double mm = map.perMm() / map.factor();
    List<FoundLine> lines = new ArrayList<>(found);
    List<TextBox> unread = new ArrayList<>();
    for (TextBox cells : Frames.of(map)) {
      TextBox frame = cells.scaled(1 / map.factor());
      if (found.stream().noneMatch(line -> letter(frame, line.box(), mm))) {
        List<TextBox> inside = inside(frame, page, lines, unread);
        TextBox ink = uncovered(map, cells, inside);
        if (ink != null) {
          unread.add(ink.scaled(1 / map.factor()));
        }
      }
    }
    return new BoxedStamps(lines, unread);
  }

  /** A letter such as 国, or two, in a line of large ones are no stamp. */
  private static boolean letter(TextBox frame, TextBox line, double mm) {
    boolean oneOrTwo = frame.length() < SQUARE * frame.height() || frame.height() < LOW_MM * mm;
    return oneOrTwo
        && line.length() > WIDER * frame.length()
        && line.height() > AS_HIGH * frame.height()
        && holds(line, frame.x(), frame.y());
  }

  private static boolean holds(TextBox box, double x, double y) {
    double cos = Math.cos(box.angle());
    double sin = Math.sin(box.angle());
    double along = (x - box.x()) * cos + (y - box.y()) * sin;
    double over = (y - box.y()) * cos - (x - box.x()) * sin;
    return Math.abs(along) < box.length() / 2 && Math.abs(over) < box.height() / 2;
  }

  /** Makes stamps of the lines in a frame, or takes them out to be read again. */
  private static List<TextBox> inside(
      TextBox frame, PageRaster page, List<FoundLine> lines, List<TextBox> unread) {
    List<TextBox> inside = new ArrayList<>();
    for (int i = lines.size() - 1; i >= 0; i--) {
      FoundLine line = lines.get(i);
      TextBox box = line.box();
      if (box.length() < WIDER * frame.length() && holds(frame, box.x(), box.y())) {
        inside.add(box);
        boolean several = box.y() < READ_SEVERAL_TIMES * page.height() || !Doubts.isShort(line);
        if (several && line.reading().confidence() >= SURE) {
          lines.set(i, line.in(Zone.STAMP));
        } else {
          lines.remove(i);
          unread.add(box);
        }
      }
    }
    return inside;
  }

  /** Round what is written in a frame and under none of these boxes; null where nothing is. */
  private static @Nullable TextBox uncovered(InkMap map, TextBox frame, List<TextBox> covered) {
    double room = INSET_MM * map.perMm();
    int wide = (int) (frame.length() - 2 * room);
    int high = (int) (frame.height() - 2 * room);
    if (wide < 1 || high < 1) {
      return null;
    }
    Inside inside = new Inside(frame, wide, high);
    List<TextBox> boxes = covered.stream().map(box -> box.scaled(map.factor())).toList();
    boolean[] ink = new boolean[wide * high];
    for (int i = 0; i < ink.length; i++) {
      double x = inside.x(i % wide, i / wide);
      double y = inside.y(i % wide, i / wide);
      ink[i] = map.at((int) x, (int) y) && boxes.stream().noneMatch(box -> holds(box, x, y));
    }
    return inside.round(Blobs.of(ink, wide, 1), LETTER_MM * map.perMm(), ROOM_MM * map.perMm());
  }

  /** What lies within a slanted frame, as if it were level. */
  private record Inside(TextBox frame, int wide, int high) {
    double x(double across, double down) {
      return frame.x() + u(across) * Math.cos(frame.angle()) - v(down) * Math.sin(frame.angle());
    }

    double y(double across, double down) {
      return frame.y() + u(across) * Math.sin(frame.angle()) + v(down) * Math.cos(frame.angle());
    }

    private double u(double across) {
      return across + 0.5 - wide / 2.0;
    }

    private double v(double down) {
      return down + 0.5 - high / 2.0;
    }

    /** All blobs that are no specks; null where all are. */
    @Nullable TextBox round(List<Blobs.Blob> blobs, double letter, double room) {
      int left = wide;
      int right = -1;
      int top = high;
      int bottom = -1;
      for (Blobs.Blob blob : blobs) {
        if (Math.max(blob.width(), blob.height()) >= letter) {
          left = Math.min(left, blob.left());
          right = Math.max(right, blob.right());
          top = Math.min(top, blob.top());
          bottom = Math.max(bottom, blob.bottom());
        }
      }
      if (bottom - top < letter) {
        return null;
      }
      double across = (left + right) / 2.0;
      double down = (top + bottom) / 2.0;
      TextBox box =
          new TextBox(
              x(across, down),
              y(across, down),
              right - left + 1,
              bottom - top + 1,
              frame.angle(),
              0);
      return box.grown(room, room);
    }
  }
}
