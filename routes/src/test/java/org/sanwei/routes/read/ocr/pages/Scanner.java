package org.sanwei.routes.read.ocr.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A flat scanner: paper a little askew, not quite white, with some noise. */
final class Scanner {
  private final Random random;
  private final boolean grey;
  private final int dotsPerInch;
  private final int quarterTurns;

  Scanner(Random random, boolean grey, int dotsPerInch, int quarterTurns) {
    this.random = random;
    this.grey = grey;
    this.dotsPerInch = dotsPerInch;
    this.quarterTurns = quarterTurns;
  }

  BufferedImage scan(BufferedImage paper) {
    boolean sideways = quarterTurns % 2 == 1;
    int wide = (int) (Sheet.WIDE / 25.4 * dotsPerInch);
    int high = (int) (Sheet.HIGH / 25.4 * dotsPerInch);
    int type = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(sideways ? high : wide, sideways ? wide : high, type);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(228, 228, 226));
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform at =
        AffineTransform.getTranslateInstance(image.getWidth() / 2.0, image.getHeight() / 2.0);
    at.rotate(Math.toRadians(random.nextDouble() * 3 - 1.5));
    at.quadrantRotate(quarterTurns);
    at.scale(wide / (double) paper.getWidth(), high / (double) paper.getHeight());
    at.translate(-paper.getWidth() / 2.0, -paper.getHeight() / 2.0);
    pen.drawImage(paper, at, null);
    pen.dispose();
    paperAndNoise(image);
    return image;
  }

  private void paperAndNoise(BufferedImage image) {
    double warm = 6 + random.nextInt(18);
    double grain = 2 + random.nextInt(6);
    double ink = 0.75 + random.nextDouble() * 0.25;
    Noise fibre = new Noise(random.nextLong());
    Grain noise = new Grain(random);
    int[] line = new int[image.getWidth()];
    float[] fibres = new float[line.length];
    for (int y = 0; y < image.getHeight(); y++) {
      noise.line();
      fibre.line(fibres, 1 / 90.0, y / 90.0);
      image.getRGB(0, y, line.length, 1, line, 0, line.length);
      for (int x = 0; x < line.length; x++) {
        double by = grain * noise.next() - 6 * fibres[x] - 4;
        line[x] =
            Scenes.clamp(lit(line[x] >> 16 & 0xff, ink) + by) << 16
                | Scenes.clamp(lit(line[x] >> 8 & 0xff, ink) + by - warm / 4) << 8
                | Scenes.clamp(lit(line[x] & 0xff, ink) + by - warm);
      }
      image.setRGB(0, y, line.length, 1, line, 0, line.length);
    }
  }

  private static double lit(int value, double ink) {
    return 255 - (255 - value) * ink;
  }
}
