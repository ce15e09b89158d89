package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;

/** A page of black and white dots, as a fax machine sends it. */
final class Dots {
  private static final byte[] WHITE_FIRST = {(byte) 255, 0};
  private static final byte[] BLACK_FIRST = {0, (byte) 255};

  final int width;
  final int height;
  private final boolean[] black;

  Dots(int width, int height) {
    this.width = width;
    this.height = height;
    this.black = new boolean[width * height];
  }

  boolean get(int x, int y) {
    return black[y * width + x];
  }

  /** Outside of the page nothing happens. */
  void set(int x, int y, boolean value) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      black[y * width + x] = value;
    }
  }

  /** One line from another, moved to the right by so many dots and white where nothing is left. */
  void move(int from, int to, int by) {
    boolean[] line = new boolean[width];
    for (int x = 0; x < width; x++) {
      int source = x - by;
      line[x] = source >= 0 && source < width && black[from * width + source];
    }
    System.arraycopy(line, 0, black, to * width, width);
  }

  /** One bit a dot; white is 0 on most fax servers and 1 on others. */
  BufferedImage image(boolean whiteIsZero) {
    byte[] shades = whiteIsZero ? WHITE_FIRST : BLACK_FIRST;
    IndexColorModel colours = new IndexColorModel(1, 2, shades, shades, shades);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, colours);
    byte[] packed = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int stride = packed.length / height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (get(x, y) == whiteIsZero) {
          packed[y * stride + (x >> 3)] |= (byte) (0x80 >> (x & 7));
        }
      }
    }
    return image;
  }
}
