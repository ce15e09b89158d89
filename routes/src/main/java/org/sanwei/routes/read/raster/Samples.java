package org.sanwei.routes.read.raster;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures as grey and redness. What is transparent lies on white paper, or on black where
 * most of what can be seen is light and would be lost on white.
 */
public final class Samples {
  private static final int RED_ENOUGH = 24;
  private static final int LIGHT = 200;

  private Samples() {}

  /** A picture that somebody else has drawn, such as a page of a PDF. */
  public static PageRaster of(BufferedImage image, int dpi) {
    if (ofFewTones(image.getColorModel())) {
      return ofTones(image, dpi);
    }
    return on(ground(image), image, dpi);
  }

  /** Upon the other ground, where writing as light as that of the first would be lost on it. */
  static @Nullable PageRaster ofOtherGround(BufferedImage image, int dpi) {
    boolean both = image.getColorModel().hasAlpha() && Edges.of(image).both();
    return both ? on(255 - ground(image), image, dpi) : null;
  }

  /** Whether anything on it is not wholly opaque. */
  static boolean seesThrough(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int rgb : row) {
        if (rgb >>> 24 != 255) {
          return true;
        }
      }
    }
    return false;
  }

  private static int ground(BufferedImage image) {
    return image.getColorModel().hasAlpha() && lightOnNothing(image) ? 0 : 255;
  }

  private static PageRaster on(int ground, BufferedImage image, int dpi) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] grey = new byte[width * height];
    byte[] red = new byte[width * height];
    boolean colour = false;
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        int alpha = argb >>> 24;
        int r = on(ground, argb >> 16 & 0xFF, alpha);
        int g = on(ground, argb >> 8 & 0xFF, alpha);
        int b = on(ground, argb & 0xFF, alpha);
        int at = y * width + x;
        grey[at] = (byte) ((r * 77 + g * 151 + b * 28) >> 8);
        int redness = Math.max(0, r - Math.max(g, b));
        red[at] = (byte) redness;
        colour |= redness >= RED_ENOUGH;
      }
    }
    return new PageRaster(width, height, grey, colour ? red : null, dpi);
  }

  private static boolean ofFewTones(ColorModel colours) {
    return colours.getNumComponents() == 1 && colours.getPixelSize() <= 8 && !colours.hasAlpha()
        || colours instanceof IndexColorModel index
            && index.getPixelSize() <= 8
            && index.getTransparency() == Transparency.OPAQUE;
  }

  /** At most 256 tones: each is looked at once. */
  private static PageRaster ofTones(BufferedImage image, int dpi) {
    ColorModel colours = image.getColorModel();
    int tones =
        colours instanceof IndexColorModel index ? index.getMapSize() : 1 << colours.getPixelSize();
    byte[] greys = new byte[256];
    byte[] reds = new byte[256];
    for (int tone = 0; tone < tones; tone++) {
      int rgb = colours.getRGB(tone);
      int r = rgb >> 16 & 0xFF;
      int g = rgb >> 8 & 0xFF;
      int b = rgb & 0xFF;
      greys[tone] = (byte) ((r * 77 + g * 151 + b * 28) >> 8);
      reds[tone] = (byte) Math.max(0, r - Math.max(g, b));
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] grey = new byte[width * height];
    byte[] red = new byte[width * height];
    boolean colour = false;
    int[] row = new int[width];
    Raster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int tone = row[x] & 0xFF;
        grey[y * width + x] = greys[tone];
        red[y * width + x] = reds[tone];
        colour |= (reds[tone] & 0xFF) >= RED_ENOUGH;
      }
    }
    return new PageRaster(width, height, grey, colour ? red : null, dpi);
  }

  private static int on(int ground, int value, int alpha) {
    return alpha == 255 ? value : (value * alpha + ground * (255 - alpha)) / 255;
  }

  /** Whether there is something transparent, and more of the rest is light than dark. */
  private static boolean lightOnNothing(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    boolean nothing = false;
    long light = 0;
    long dark = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int argb : row) {
        int alpha = argb >>> 24;
        nothing |= alpha < 255;
        int grey = ((argb >> 16 & 0xFF) * 77 + (argb >> 8 & 0xFF) * 151 + (argb & 0xFF) * 28) >> 8;
        light += grey >= LIGHT ? alpha : 0;
        dark += grey < LIGHT ? alpha : 0;
      }
    }
    return nothing && light > dark;
  }

  /** How many samples beside what is transparent are light, and how many dark. */
  private record Edges(long light, long dark, long samples) {
    private static final int NEAR = 3;
    private static final int SEEN = 200;
    private static final int UNSEEN = 64;
    private static final int DARK = 110;
    private static final int FEW = 100;
    private static final double FEW_OF_ALL = 0.0001;

    static Edges of(BufferedImage image) {
      int[] row = new int[image.getWidth()];
      long light = 0;
      long dark = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        image.getRGB(0, y, row.length, 1, row, 0, row.length);
        for (int x = 0; x < row.length; x++) {
          int rgb = row[x];
          if (rgb >>> 24 > SEEN && (unseen(row, x - NEAR) || unseen(row, x + NEAR))) {
            int grey = ((rgb >> 16 & 0xFF) * 77 + (rgb >> 8 & 0xFF) * 151 + (rgb & 0xFF) * 28) >> 8;
            light += grey >= LIGHT ? 1 : 0;
            dark += grey < DARK ? 1 : 0;
          }
        }
      }
      return new Edges(light, dark, (long) image.getWidth() * image.getHeight());
    }

    private static boolean unseen(int[] row, int x) {
      return x >= 0 && x < row.length && row[x] >>> 24 < UNSEEN;
    }

    boolean both() {
      return Math.min(light, dark) > Math.max(FEW, FEW_OF_ALL * samples);
    }
  }

  /** Cyan, magenta, yellow and black as Adobe writes them: inverted. */
  static PageRaster ofFourColours(Raster raw, int dpi) {
    int width = raw.getWidth();
    int height = raw.getHeight();
    byte[] grey = new byte[width * height];
    byte @Nullable [] red = new byte[width * height];
    int[] row = new int[width * 4];
    for (int y = 0; y < height; y++) {
      raw.getPixels(raw.getMinX(), raw.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int black = row[x * 4 + 3];
        int r = row[x * 4] * black / 255;
        int g = row[x * 4 + 1] * black / 255;
        int b = row[x * 4 + 2] * black / 255;
        grey[y * width + x] = (byte) ((r * 77 + g * 151 + b * 28) >> 8);
        red[y * width + x] = (byte) Math.max(0, r - Math.max(g, b));
      }
    }
    return new PageRaster(width, height, grey, red, dpi);
  }
}
