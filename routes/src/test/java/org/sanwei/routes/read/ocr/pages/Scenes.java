package org.sanwei.routes.read.ocr.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures without a text to read: a flood, a chart, a logo. */
final class Scenes {
  private Scenes() {}

  /** Sky, hills, brown water with roofs in it, as a citizen photographs a flood. */
  static BufferedImage flood(Random random, int width, int height) {
    Noise noise = new Noise(random.nextLong());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double horizon = 0.3 + random.nextDouble() * 0.15;
    double shore = horizon + 0.14;
    for (int x = 0; x < width; x++) {
      double u = 3.0 * x / width;
      double ridge = horizon - 0.13 * noise.rough(u, 3);
      double bank = shore - 0.04 * noise.rough(u * 2, 40);
      for (int y = 0; y < height; y++) {
        double v = y / (double) height;
        image.setRGB(x, y, colour(noise, u, v, ridge, bank));
      }
    }
    houses(image, random, shore);
    return image;
  }

  private static int colour(Noise noise, double u, double v, double ridge, double bank) {
    if (v < ridge) {
      double cloud = noise.rough(u * 1.4, v * 5);
      return rgb(150 + 70 * cloud, 160 + 65 * cloud, 175 + 60 * cloud);
    }
    if (v < bank) {
      double trees = noise.rough(u * 30, v * 60);
      return rgb(40 + 55 * trees, 60 + 75 * trees, 35 + 40 * trees);
    }
    double wave = noise.rough(u * 9, v * 70) - 0.25 * (1 - v);
    return rgb(105 + 80 * wave, 85 + 70 * wave, 60 + 55 * wave);
  }

  private static int rgb(double red, double green, double blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }

  private static void houses(BufferedImage image, Random random, double shore) {
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < 5 + random.nextInt(5); i++) {
      int wide = image.getWidth() / 14 + random.nextInt(image.getWidth() / 14);
      int x = random.nextInt(image.getWidth() - wide);
      int y = (int) (image.getHeight() * (shore + random.nextDouble() * 0.25));
      int high = wide / 3;
      pen.setColor(new Color(170 + random.nextInt(60), 165, 150));
      pen.fillRect(x, y, wide, high);
      pen.setColor(new Color(60, 50, 45));
      pen.fillRect(x + wide / 5, y + high / 4, wide / 7, high / 3);
      pen.fillRect(x + wide * 3 / 5, y + high / 4, wide / 7, high / 3);
      pen.setColor(new Color(120 + random.nextInt(50), 60, 50));
      pen.fillPolygon(
          new int[] {x - wide / 10, x + wide / 2, x + wide * 11 / 10},
          new int[] {y, y - high, y},
          3);
    }
    pen.dispose();
  }

  /** Bars of rain by station, with what stands at their axes. */
  static BufferedImage chart(Random random, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = smooth(image);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.BLACK);
    Font font = Face.MICRO_HEI.size(height / 22.0);
    pen.setFont(font);
    String title = "各站累计雨量（毫米）";
    pen.drawString(
        title, (width - pen.getFontMetrics().stringWidth(title)) / 2, (int) (height * 0.08));
    String[] stations = {"龙门", "青山", "望江", "安平", "白石", "云水"};
    int left = width / 9;
    int foot = height * 85 / 100;
    int step = (width - 2 * left) / stations.length;
    for (int i = 0; i <= 4; i++) {
      int y = foot - i * height * 17 / 100;
      pen.setColor(i == 0 ? Color.BLACK : Color.LIGHT_GRAY);
      pen.drawLine(left, y, width - left, y);
      pen.setColor(Color.BLACK);
      pen.drawString(String.valueOf(i * 50), left / 4, y);
    }
    for (int i = 0; i < stations.length; i++) {
      int high = height * (10 + random.nextInt(55)) / 100;
      pen.setColor(new Color(60, 110, 180));
      pen.fillRect(left + i * step + step / 5, foot - high, step * 3 / 5, high);
      pen.setColor(Color.BLACK);
      pen.drawString(stations[i], left + i * step + step / 5, foot + height / 16);
    }
    pen.dispose();
    return image;
  }

  /** What hangs below a signature: a ring, a wave, two words. */
  static BufferedImage logo(Random random, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = smooth(image);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    Color colour =
        new Color(random.nextInt(120), 60 + random.nextInt(80), 120 + random.nextInt(90));
    pen.setColor(colour);
    int size = height * 7 / 10;
    pen.setStroke(new BasicStroke(height / 14f));
    pen.drawOval(height / 8, height / 8, size, size);
    for (int i = 0; i < 3; i++) {
      pen.drawArc(height / 4 + i * size / 5, height * 2 / 5, size / 4, size / 4, 0, 180);
    }
    pen.setFont(Face.NOTO_SANS_BOLD.size(height * 0.34));
    pen.drawString(
        Words.pick(random, new String[] {"云水应急", "青山水务", "望江气象"}),
        height * 11 / 10,
        height * 62 / 100);
    pen.dispose();
    return image;
  }

  /** A window with a list, as somebody took it from a screen. */
  static BufferedImage screen(Random random, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = smooth(image);
    pen.setColor(new Color(245, 246, 248));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(30, 80, 140));
    pen.fillRect(0, 0, width, height / 14);
    pen.setColor(Color.WHITE);
    pen.setFont(Face.NOTO_SANS_BOLD.size(height / 28.0));
    pen.drawString("雨情监测平台　实时数据", 20, height / 20);
    pen.setFont(Face.NOTO_SANS.size(height / 36.0));
    String[] places = {"上游一号站", "青山水库", "龙门大桥", "云水西站", "安平闸", "白石沟", "望江码头"};
    for (int i = 0; i < places.length; i++) {
      int y = height / 7 + i * height / 9;
      pen.setColor(i % 2 == 0 ? Color.WHITE : new Color(235, 240, 246));
      pen.fillRect(10, y - height / 22, width - 20, height / 10);
      pen.setColor(new Color(40, 40, 40));
      pen.drawString(places[i], 40, y);
      pen.drawString("%.1f 毫米".formatted(random.nextInt(900) / 10.0), width / 3, y);
      pen.drawString("水位 %.2f 米".formatted(80 + random.nextInt(2000) / 100.0), width * 3 / 5, y);
    }
    pen.dispose();
    return image;
  }

  private static Graphics2D smooth(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return pen;
  }
}
