package org.sanwei.routes.read.raster;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Decodes a page that is too large to be held at once, band by band: each sample is the mean of a
 * square of the file's. One that can be seen through would need two grounds: it counts as much
 * shrunk, writing may be lost on it.
 */
final class Bands {
  private Bands() {}

  /** {@code step}: the square's side; {@code pixels}: how many of the file are held at once. */
  static PageRaster read(ImageReader reader, int page, PageShape shape, int step, long pixels)
      throws IOException {
    int width = shape.width() / step;
    int height = shape.height() / step;
    byte[] grey = new byte[width * height];
    byte[] red = new byte[width * height];
    boolean colour = false;
    boolean seen = true;
    int rows = (int) Math.max(1, pixels / shape.width() / step);
    for (int top = 0; top < height; top += rows) {
      int high = Math.min(rows, height - top);
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceRegion(new Rectangle(0, top * step, width * step, high * step));
      BufferedImage image = reader.read(page, how);
      seen &= !Samples.seesThrough(image);
      PageRaster band = Samples.of(image, 0).resized(width, high);
      System.arraycopy(band.greys(), 0, grey, top * width, width * high);
      byte[] reds = band.reds();
      if (reds != null) {
        System.arraycopy(reds, 0, red, top * width, width * high);
        colour = true;
      }
    }
    PageRaster whole = new PageRaster(width, height, grey, colour ? red : null, shape.dpi() / step);
    return seen ? whole : whole.asMuchShrunk();
  }
}
