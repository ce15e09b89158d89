package org.sanwei.routes.read.ocr;

import java.util.List;
import org.sanwei.routes.read.raster.Blobs;
import org.sanwei.routes.read.raster.PageRaster;

/** Ink that looks like writing where no line was found. Specks, rules and large areas are none. */
final class UnreadInk {
  private static final int SMALL_WIDTH = 432;
  private static final int DARK = 150;
  private static final int LEAST = 7;
  private static final int MOST = 60;
  private static final double FILL = 0.2;
  private static final double SOLID = 0.88;

  private final PageRaster small;
  private final List<TextBox> boxes;
  private final Paper paper;

  UnreadInk(PageRaster page, List<TextBox> boxes) {
    double factor = Math.min(1, (double) SMALL_WIDTH / Math.min(page.width(), page.height()));
    this.small = page.scaled(factor);
    this.paper = new Paper(small);
    this.boxes = boxes.stream().map(box -> box.scaled(factor)).toList();
  }

  /**
   * How many blobs of the size of characters lie uncovered between these parts of the height. What
   * reaches beyond is measured whole: the end of a bar in a chart is no character.
   */
  int blobs(double from, double to) {
    int width = small.width();
    int top = (int) (from * small.height());
    int end = (int) (to * small.height());
    int bottom = Math.min(small.height(), end + MOST + 1);
    boolean[] dark = new boolean[width * Math.max(1, bottom - top)];
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < width; x++) {
        dark[(y - top) * width + x] = small.grey(x, y) < DARK;
      }
    }
    int count = 0;
    for (Blobs.Blob blob : Blobs.of(dark, width, 1)) {
      boolean within = blob.top() + top < end;
      boolean writing = within && likeWriting(blob) && !covered(blob, top);
      count += writing && paper.carries(blob, top) ? 1 : 0;
    }
    return count;
  }

  private static boolean likeWriting(Blobs.Blob blob) {
    int longer = Math.max(blob.width(), blob.height());
    int shorter = Math.min(blob.width(), blob.height());
    double fill = (double) blob.cells() / blob.width() / blob.height();
    boolean filled = fill >= FILL && fill <= SOLID;
    return shorter >= LEAST && longer <= MOST && longer <= 4 * shorter && filled;
  }

  /** Under a box, or round one as the frame of a stamp is. */
  private boolean covered(Blobs.Blob blob, int top) {
    double x = (blob.left() + blob.right() + 1) / 2.0;
    double y = (blob.top() + blob.bottom() + 1) / 2.0 + top;
    for (TextBox box : boxes) {
      double room = box.height() * 0.4;
      boolean under =
          x > box.left() - room
              && x < box.right() + room
              && y > box.top() - room
              && y < box.bottom() + room;
      boolean round =
          box.x() > blob.left()
              && box.x() < blob.right()
              && box.y() > blob.top() + top
              && box.y() < blob.bottom() + top;
      if (under || round) {
        return true;
      }
    }
    return false;
  }
}
