package org.sanwei.routes.read.ocr;

import org.sanwei.routes.read.raster.PageRaster;

/** A line cut out of the page, laid level and brought to the height that the model reads. */
record LineCrop(int width, byte[] grey) {
  static final int HEIGHT = 48;
  private static final int LEAST_WIDTH = 16;
  private static final int MOST_WIDTH = 2400;

  static LineCrop of(PageRaster page, TextBox box) {
    return squeezed(page, box, 1);
  }

  /** Made narrower by this factor: what is wide is dear to read. */
  static LineCrop squeezed(PageRaster page, TextBox box, double factor) {
    double scale = box.height() / HEIGHT;
    int width = (int) Math.ceil(box.length() * factor / scale);
    width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width));
    double alongScale = box.length() / width;
    int fine = Math.max(1, Math.min(4, (int) Math.ceil(Math.max(scale, alongScale) - 0.01)));
    byte[] grey = new byte[width * HEIGHT];
    double cos = Math.cos(box.angle());
    double sin = Math.sin(box.angle());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int j = 0; j < fine; j++) {
          double v = (y + (j + 0.5) / fine) * scale - box.height() / 2;
          for (int i = 0; i < fine; i++) {
            double u = (x + (i + 0.5) / fine) * alongScale - box.length() / 2;
            sum += sample(page, box.x() + u * cos - v * sin, box.y() + u * sin + v * cos);
          }
        }
        grey[y * width + x] = (byte) (sum / (fine * fine));
      }
    }
    return new LineCrop(width, grey);
  }

  /** Between the four samples round this point; white beyond the page. */
  private static int sample(PageRaster page, double atX, double atY) {
    double x = atX - 0.5;
    double y = atY - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    int across = (int) ((x - left) * 256);
    int down = (int) ((y - top) * 256);
    int above = grey(page, left, top) * (256 - across) + grey(page, left + 1, top) * across;
    int below = grey(page, left, top + 1) * (256 - across) + grey(page, left + 1, top + 1) * across;
    return above * (256 - down) + below * down >> 16;
  }

  private static int grey(PageRaster page, int x, int y) {
    return x < 0 || y < 0 || x >= page.width() || y >= page.height() ? 255 : page.grey(x, y);
  }

  /** Upside down. */
  LineCrop flipped() {
    byte[] to = new byte[grey.length];
    for (int i = 0; i < grey.length; i++) {
      to[i] = grey[grey.length - 1 - i];
    }
    return new LineCrop(width, to);
  }
}
