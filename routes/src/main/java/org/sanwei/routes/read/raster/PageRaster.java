package org.sanwei.routes.read.raster;

import org.jspecify.annotations.Nullable;

/**
 * A page as square samples: grey from 0, black, to 255, white; and where it was in colour the
 * redness of each, 0 for any grey. {@code dpi} is 0 where nobody knows it. {@code muchShrunk} tells
 * that the page was more than twice as large before it was read, and bore writing that was lost.
 * The arrays are shared and written to by nobody once the raster is made.
 */
public final class PageRaster {
  private final int width;
  private final int height;
  private final byte[] grey;
  private final byte @Nullable [] red;
  private final int dpi;
  private final boolean muchShrunk;

  public PageRaster(int width, int height, byte[] grey, byte @Nullable [] red, int dpi) {
    this(width, height, grey, red, dpi, false);
  }

  private PageRaster(
      int width, int height, byte[] grey, byte @Nullable [] red, int dpi, boolean muchShrunk) {
    if (width < 1 || height < 1 || grey.length != width * height) {
      throw new IllegalArgumentException("a raster has width × height samples");
    }
    if (red != null && red.length != grey.length) {
      throw new IllegalArgumentException("redness is as large as grey");
    }
    this.width = width;
    this.height = height;
    this.grey = grey;
    this.red = red;
    this.dpi = dpi;
    this.muchShrunk = muchShrunk;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int dpi() {
    return dpi;
  }

  /** Small writing may have been lost. */
  public boolean muchShrunk() {
    return muchShrunk;
  }

  PageRaster asMuchShrunk() {
    return new PageRaster(width, height, grey, red, dpi, true);
  }

  public boolean inColour() {
    return red != null;
  }

  public int grey(int x, int y) {
    return grey[y * width + x] & 0xFF;
  }

  /** How much more red than the rest; 0 on a page without colours. */
  public int redness(int x, int y) {
    return red == null ? 0 : red[y * width + x] & 0xFF;
  }

  byte[] greys() {
    return grey;
  }

  byte @Nullable [] reds() {
    return red;
  }

  /** The part that lies within this page, at least one sample. */
  public PageRaster part(int left, int top, int wide, int high) {
    int x = Math.max(0, Math.min(left, width - 1));
    int y = Math.max(0, Math.min(top, height - 1));
    int w = Math.max(1, Math.min(wide, width - x));
    int h = Math.max(1, Math.min(high, height - y));
    return new PageRaster(
        w, h, cut(grey, x, y, w, h), red == null ? null : cut(red, x, y, w, h), dpi);
  }

  private byte[] cut(byte[] from, int x, int y, int w, int h) {
    byte[] to = new byte[w * h];
    for (int row = 0; row < h; row++) {
      System.arraycopy(from, (y + row) * width + x, to, row * w, w);
    }
    return to;
  }

  /** Turned clockwise by so many quarters. */
  public PageRaster turned(int quarters) {
    int turns = Math.floorMod(quarters, 4);
    if (turns == 0) {
      return this;
    }
    int w = turns == 2 ? width : height;
    int h = turns == 2 ? height : width;
    byte[] newRed = red == null ? null : turn(red, turns);
    return new PageRaster(w, h, turn(grey, turns), newRed, dpi, muchShrunk);
  }

  /** As in a mirror: left and right change places. */
  PageRaster mirrored() {
    byte[] newRed = red == null ? null : mirror(red);
    return new PageRaster(width, height, mirror(grey), newRed, dpi, muchShrunk);
  }

  private byte[] mirror(byte[] from) {
    byte[] to = new byte[from.length];
    for (int at = 0; at < from.length; at += width) {
      for (int x = 0; x < width; x++) {
        to[at + x] = from[at + width - 1 - x];
      }
    }
    return to;
  }

  /** As Exif says that a picture is to be turned and mirrored to stand as it should. */
  PageRaster oriented(int orientation) {
    return switch (orientation) {
      case 2 -> mirrored();
      case 3 -> turned(2);
      case 4 -> mirrored().turned(2);
      case 5 -> mirrored().turned(3);
      case 6 -> turned(1);
      case 7 -> mirrored().turned(1);
      case 8 -> turned(3);
      default -> this;
    };
  }

  private byte[] turn(byte[] from, int turns) {
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at =
            switch (turns) {
              case 1 -> x * height + (height - 1 - y);
              case 2 -> (height - 1 - y) * width + (width - 1 - x);
              default -> (width - 1 - x) * height + y;
            };
        to[at] = from[y * width + x];
      }
    }
    return to;
  }

  /** Resized by area: each new sample is the mean of the old ones it covers. */
  public PageRaster resized(int wide, int high) {
    if (wide == width && high == height) {
      return this;
    }
    byte[] newRed = red == null ? null : Resizing.resize(red, width, height, wide, high);
    int newDpi = (int) Math.round((double) dpi * wide / width);
    return new PageRaster(
        wide, high, Resizing.resize(grey, width, height, wide, high), newRed, newDpi, muchShrunk);
  }

  public PageRaster scaled(double factor) {
    int w = (int) Math.max(1, Math.round(width * factor));
    int h = (int) Math.max(1, Math.round(height * factor));
    return resized(w, h);
  }
}
