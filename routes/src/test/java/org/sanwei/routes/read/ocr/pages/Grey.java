package org.sanwei.routes.read.ocr.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Random;

/** A page in grey, 0 black to 255 white, between paper and dots. */
final class Grey {
  final int width;
  final int height;
  final float[] light;

  private Grey(int width, int height, float[] light) {
    this.width = width;
    this.height = height;
    this.light = light;
  }

  /** What a sensor of so many dots sees of a picture laid down by {@code at}, white around it. */
  static Grey seen(BufferedImage picture, AffineTransform at, int width, int height) {
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = grey.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(linear(picture), at, null);
    pen.dispose();
    byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    float[] light = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      light[i] = bytes[i] & 0xff;
    }
    return new Grey(width, height, light);
  }

  /** Grey by plain weights: what a lamp of yellowish green sees, red being dark. */
  private static BufferedImage linear(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        int red = line[x] >> 16 & 0xff;
        int green = line[x] >> 8 & 0xff;
        int blue = line[x] & 0xff;
        bytes[y * width + x] = (byte) ((3 * red + 5 * green + 2 * blue) / 10);
      }
    }
    return grey;
  }

  /** Softens by a bell of so many dots, along lines and across them. */
  Grey blurred(double sigma) {
    if (sigma < 0.2) {
      return this;
    }
    int reach = (int) Math.ceil(sigma * 2.5);
    float[] bell = new float[2 * reach + 1];
    float sum = 0;
    for (int i = -reach; i <= reach; i++) {
      bell[i + reach] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += bell[i + reach];
    }
    for (int i = 0; i < bell.length; i++) {
      bell[i] /= sum;
    }
    return new Grey(width, height, down(along(bell, reach), bell, reach));
  }

  private float[] along(float[] bell, int reach) {
    float[] to = new float[light.length];
    float[] line = new float[width + 2 * reach];
    for (int y = 0; y < height; y++) {
      System.arraycopy(light, y * width, line, reach, width);
      Arrays.fill(line, 0, reach, 255);
      Arrays.fill(line, reach + width, line.length, 255);
      for (int i = 0; i < bell.length; i++) {
        for (int x = 0; x < width; x++) {
          to[y * width + x] += bell[i] * line[x + i];
        }
      }
    }
    return to;
  }

  private float[] down(float[] from, float[] bell, int reach) {
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < bell.length; i++) {
        int line = Math.max(0, Math.min(height - 1, y + i - reach)) * width;
        for (int x = 0; x < width; x++) {
          to[y * width + x] += bell[i] * from[line + x];
        }
      }
    }
    return to;
  }

  /** Takes up to {@code most} of the ink away, more in some places than in others. */
  void fade(double most, Noise noise) {
    float[] places = new float[width];
    for (int y = 0; y < height; y++) {
      noise.line(places, 1 / 260.0, y / 170.0);
      for (int x = 0; x < width; x++) {
        double loss = most * Math.min(1, 1.6 * places[x]);
        int i = y * width + x;
        light[i] = (float) (255 - (255 - light[i]) * (1 - loss));
      }
    }
  }

  void grain(double sigma, Random random) {
    Grain grain = new Grain(random);
    for (int y = 0; y < height; y++) {
      grain.line();
      for (int x = 0; x < width; x++) {
        light[y * width + x] += (float) sigma * grain.next();
      }
    }
  }

  /** Half as many lines, each the mean of two. */
  Grey halved() {
    float[] half = new float[width * (height / 2)];
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width; x++) {
        half[y * width + x] = (light[2 * y * width + x] + light[(2 * y + 1) * width + x]) / 2;
      }
    }
    return new Grey(width, height / 2, half);
  }

  Dots threshold(double from) {
    Dots dots = new Dots(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        dots.set(x, y, light[y * width + x] < from);
      }
    }
    return dots;
  }

  /** As machines send photographs: errors of each dot are handed on to its neighbours. */
  Dots halftone() {
    Dots dots = new Dots(width, height);
    float[] rest = light.clone();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value = rest[y * width + x];
        boolean black = value < 128;
        dots.set(x, y, black);
        float error = value - (black ? 0 : 255);
        hand(rest, x + 1, y, error * 7 / 16);
        hand(rest, x - 1, y + 1, error * 3 / 16);
        hand(rest, x, y + 1, error * 5 / 16);
        hand(rest, x + 1, y + 1, error / 16);
      }
    }
    return dots;
  }

  private void hand(float[] rest, int x, int y, float error) {
    if (x >= 0 && x < width && y < height) {
      rest[y * width + x] += error;
    }
  }
}
