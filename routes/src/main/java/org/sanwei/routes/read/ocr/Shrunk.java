package org.sanwei.routes.read.ocr;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.sanwei.routes.read.raster.PageRaster;

/** Makes the picture that people look at: grey, and red where the page was red. */
final class Shrunk {
  static final int WIDTH = 1240;
  private static final int RED = 40;

  private Shrunk() {}

  static double factor(PageRaster page) {
    return Math.min(1, (double) WIDTH / page.width());
  }

  static ShownPage of(PageRaster page) {
    PageRaster small = page.scaled(factor(page));
    int kind = small.inColour() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage image = new BufferedImage(small.width(), small.height(), kind);
    for (int y = 0; y < small.height(); y++) {
      for (int x = 0; x < small.width(); x++) {
        paint(image, small, x, y);
      }
    }
    return new ShownPage(png(image), small.width(), small.height());
  }

  private static void paint(BufferedImage image, PageRaster small, int x, int y) {
    int grey = small.grey(x, y);
    if (!small.inColour()) {
      image.getRaster().setSample(x, y, 0, grey);
      return;
    }
    int redness = small.redness(x, y);
    int others = redness < RED ? grey : Math.max(0, grey - redness * 77 / 256);
    int red = redness < RED ? grey : Math.min(255, others + redness);
    image.setRGB(x, y, red << 16 | others << 8 | others);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("no PNG writer");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }
}
