package org.sanwei.routes.read.raster;

/**
 * What a picture may be before it is decoded: samples of one page, samples of its longer side and
 * pages of one file.
 */
public record PictureLimits(long pagePixels, int sidePixels, int pages) {
  public static final PictureLimits DEFAULT = new PictureLimits(40_000_000L, 20_000, 60);

  boolean holds(long width, long height) {
    return width >= 1
        && height >= 1
        && width <= sidePixels
        && height <= sidePixels
        && width * height <= pagePixels;
  }
}
