package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** A telephone's camera over a sheet on a desk: held at an angle, in light that is not even. */
final class Camera {
  private static final int WIDTH = 1680;
  private static final int HEIGHT = 2240;

  private final Random random;
  private final double tilt;

  /** {@code tilt}: how far corners wander, as a share of the picture; 0.08 is a plain angle. */
  Camera(Random random, double tilt) {
    this.random = random;
    this.tilt = tilt;
  }

  BufferedImage photograph(BufferedImage paper) {
    double[] toPaper = Homography.between(corners(), paper.getWidth(), paper.getHeight());
    int[] source =
        paper.getRGB(0, 0, paper.getWidth(), paper.getHeight(), null, 0, paper.getWidth());
    Noise desk = new Noise(random.nextLong());
    Noise light = new Noise(random.nextLong());
    double slope = random.nextDouble() * 0.5 - 0.25;
    double warm = random.nextDouble() * 24 - 8;
    double grain = 3 + random.nextDouble() * 6;
    Grain noise = new Grain(random);
    Shadow shadow = Shadow.of(random, WIDTH, HEIGHT);
    float[] bright = new float[WIDTH];
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < HEIGHT; y++) {
      light.line(bright, 1 / 900.0, y / 900.0);
      noise.line();
      for (int x = 0; x < WIDTH; x++) {
        int rgb = at(source, paper.getWidth(), paper.getHeight(), toPaper, x, y);
        if (rgb < 0) {
          double wood = desk.rough(x / 400.0, y / 30.0);
          rgb = colour(95 + 70 * wood, 65 + 50 * wood, 40 + 35 * wood);
        }
        double across = slope * (x / (double) WIDTH - 0.5) + 0.08 * (0.5 - y / (double) HEIGHT);
        double lit = (0.72 + 0.26 * bright[x] + across) * shadow.at(x, y);
        double by = grain * noise.next();
        pixels[y * WIDTH + x] =
            colour(
                (rgb >> 16 & 0xff) * lit + by + warm,
                (rgb >> 8 & 0xff) * lit + by,
                (rgb & 0xff) * lit + by - warm);
      }
    }
    return image;
  }

  /** Upper left, upper right, lower right, lower left, on the picture. */
  private double[][] corners() {
    double[][] plain = {{0.07, 0.06}, {0.93, 0.06}, {0.93, 0.95}, {0.07, 0.95}};
    double narrower = (random.nextDouble() - 0.3) * tilt;
    double slant = (random.nextDouble() - 0.5) * tilt;
    double[][] corners = new double[4][2];
    for (int i = 0; i < 4; i++) {
      double x = plain[i][0] + (plain[i][1] < 0.5 ? narrower * (0.5 - plain[i][0]) * 2 : 0);
      double y = plain[i][1] + slant * (plain[i][0] - 0.5);
      corners[i][0] = WIDTH * (x + (random.nextDouble() - 0.5) * tilt * 0.4);
      corners[i][1] = HEIGHT * (y + (random.nextDouble() - 0.5) * tilt * 0.4);
    }
    return corners;
  }

  private static int colour(double red, double green, double blue) {
    return Scenes.clamp(red) << 16 | Scenes.clamp(green) << 8 | Scenes.clamp(blue);
  }

  /** The paper's colour under a dot of the picture, from the four around it; -1 off the paper. */
  private static int at(int[] paper, int wide, int high, double[] h, int px, int py) {
    double w = h[6] * px + h[7] * py + 1;
    double x = (h[0] * px + h[1] * py + h[2]) / w;
    double y = (h[3] * px + h[4] * py + h[5]) / w;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < 0 || top < 0 || left >= wide - 1 || top >= high - 1) {
      return -1;
    }
    double fx = x - left;
    double fy = y - top;
    int i = top * wide + left;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double above = mix(paper[i] >> shift & 0xff, paper[i + 1] >> shift & 0xff, fx);
      double below = mix(paper[i + wide] >> shift & 0xff, paper[i + wide + 1] >> shift & 0xff, fx);
      rgb |= Scenes.clamp(mix(above, below, fy)) << shift;
    }
    return rgb;
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
