package org.sanwei.routes.read.raster;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the blocks of a GIF: one frame that fills the screen, within the limits and the file. What
 * moves, or is put together from parts, shows more than a frame by itself does.
 */
final class GifBlocks {
  private static final int MOST_BLOCKS = 1_000_000;

  private final Bytes in;
  private final PictureLimits limits;
  private int blocks;

  GifBlocks(byte[] bytes, PictureLimits limits) {
    this.in = new Bytes(bytes, true);
    this.limits = limits;
  }

  List<PageShape> pages() {
    if (!limits.holds(in.shortAt(6), in.shortAt(8))) {
      throw new Bytes.No(Refusal.TOO_LARGE);
    }
    int width = in.shortAt(6);
    int height = in.shortAt(8);
    List<PageShape> pages = new ArrayList<>();
    long at = 13 + table(in.byteAt(10));
    while (true) {
      int kind = in.byteAt(at);
      if (kind == 0x3B) {
        break;
      }
      if (kind == 0x21) {
        at = blocks(at + 2);
      } else if (kind == 0x2C) {
        pages.add(frame(at, width, height));
        at = blocks(at + 10 + table(in.byteAt(at + 9)) + 1);
      } else {
        throw new Bytes.No(Refusal.BROKEN);
      }
    }
    if (pages.isEmpty()) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    if (pages.size() > 1) {
      throw new Bytes.No(Refusal.UNSUPPORTED);
    }
    return pages;
  }

  private PageShape frame(long at, int screenWidth, int screenHeight) {
    int width = in.shortAt(at + 5);
    int height = in.shortAt(at + 7);
    if (!limits.holds(width, height)) {
      throw new Bytes.No(width == 0 || height == 0 ? Refusal.BROKEN : Refusal.TOO_LARGE);
    }
    boolean fills = in.shortAt(at + 1) == 0 && in.shortAt(at + 3) == 0;
    if (!fills || width != screenWidth || height != screenHeight) {
      throw new Bytes.No(Refusal.UNSUPPORTED);
    }
    return new PageShape(width, height, 0, 0, false);
  }

  private long blocks(long start) {
    long at = start;
    int length = in.byteAt(at);
    while (length != 0) {
      if (++blocks > MOST_BLOCKS) {
        throw new Bytes.No(Refusal.TOO_LARGE);
      }
      at += length + 1;
      length = in.byteAt(at);
    }
    return at + 1;
  }

  private static int table(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }
}
