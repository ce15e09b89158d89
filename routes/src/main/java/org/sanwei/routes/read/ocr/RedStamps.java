package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.sanwei.routes.read.raster.Blobs;
import org.sanwei.routes.read.raster.PageRaster;

/** Red regions of the size of a stamp on a page in colour that no line was found in. */
final class RedStamps {
  private static final int CELLS_ACROSS = 432;
  private static final int RED = 45;
  private static final int REACH = 4;
  private static final int LEAST_WIDTH = 16;
  private static final int LEAST_HEIGHT = 9;

  private RedStamps() {}

  /** Boxes to read; a round seal is none of them. */
  static List<TextBox> unread(PageRaster page, List<FoundLine> lines, RoundSeal.Ring ring) {
    if (!page.inColour()) {
      return List.of();
    }
    double factor = Math.min(1, (double) CELLS_ACROSS / page.width());
    PageRaster cells = page.scaled(factor);
    boolean[] map = new boolean[cells.width() * cells.height()];
    for (int i = 0; i < map.length; i++) {
      map[i] = cells.redness(i % cells.width(), i / cells.width()) > RED;
    }
    Paper paper = new Paper(cells);
    List<TextBox> boxes = new ArrayList<>();
    for (Blobs.Blob blob : Blobs.of(map, cells.width(), REACH)) {
      if (likeStamp(blob, cells)
          && paper.carries(blob, 0)
          && lines.stream().noneMatch(l -> reads(l, blob, factor))) {
        boxes.add(box(blob).scaled(1 / factor));
      }
    }
    boxes.removeIf(ring::holds);
    return boxes;
  }

  private static TextBox box(Blobs.Blob blob) {
    return new TextBox(
        (blob.left() + blob.right() + 1) / 2.0,
        (blob.top() + blob.bottom() + 1) / 2.0,
        blob.width(),
        blob.height(),
        0,
        0);
  }

  private static boolean likeStamp(Blobs.Blob blob, PageRaster page) {
    boolean rule = blob.width() > 12 * blob.height();
    boolean round =
        blob.width() > 0.13 * page.width()
            && Math.abs(blob.width() - blob.height()) < 0.25 * blob.width();
    boolean large = blob.width() > 0.6 * page.width() || blob.height() > 0.3 * page.height();
    boolean cut =
        blob.left() < 2
            || blob.top() < 2
            || blob.right() > page.width() - 3
            || blob.bottom() > page.height() - 3;
    return blob.width() >= LEAST_WIDTH
        && blob.height() >= LEAST_HEIGHT
        && blob.cells() > 0.08 * blob.width() * blob.height()
        && !rule
        && !round
        && !large
        && !cut;
  }

  /** A line that stands within the region and was read. */
  private static boolean reads(FoundLine line, Blobs.Blob blob, double factor) {
    TextBox box = line.box().scaled(factor);
    boolean within =
        box.x() > blob.left() - 2
            && box.x() < blob.right() + 2
            && box.y() > blob.top() - 2
            && box.y() < blob.bottom() + 2;
    boolean over =
        (blob.left() + blob.right()) / 2.0 > box.left()
            && (blob.left() + blob.right()) / 2.0 < box.right()
            && (blob.top() + blob.bottom()) / 2.0 > box.top()
            && (blob.top() + blob.bottom()) / 2.0 < box.bottom();
    return (within || over) && line.reading().confidence() > 0.7;
  }
}
