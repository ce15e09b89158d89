package org.sanwei.routes.read.ocr.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A sheet of A4 to draw on, in millimetres from its upper left corner; baselines for text. */
final class Sheet {
  static final double WIDE = 210;
  static final double HIGH = 297;
  static final double LEFT = 28;
  static final double RIGHT = 184;

  private static final String NEVER_FIRST = "，。、；：）》”！？％";

  private final BufferedImage image;
  private final StringBuilder said = new StringBuilder();
  final Graphics2D pen;

  private Sheet(BufferedImage image) {
    this.image = image;
    this.pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setColor(Color.BLACK);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
  }

  /** A white sheet as a fax machine or scanner will see it; the paper fills the picture's width. */
  static Sheet of(int width, int height) {
    Sheet sheet = new Sheet(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    sheet.pen.scale(width / WIDE, height / HIGH);
    return sheet;
  }

  BufferedImage image() {
    pen.dispose();
    return image;
  }

  /** All that was written on it, in the order of writing. */
  String said() {
    return said.toString();
  }

  double width(String words, Font font) {
    return font.getStringBounds(words, pen.getFontRenderContext()).getWidth();
  }

  void text(String words, Font font, double x, double y) {
    said.append(words);
    pen.setFont(font);
    pen.drawString(words, (float) x, (float) y);
  }

  void centred(String words, Font font, double middle, double y) {
    text(words, font, middle - width(words, font) / 2, y);
  }

  void flushRight(String words, Font font, double right, double y) {
    text(words, font, right - width(words, font), y);
  }

  /** Letters set wide so that they fill the space between two edges. */
  void spread(String words, Font font, double left, double right, double y) {
    double step = (right - left - font.getSize2D()) / Math.max(1, words.length() - 1);
    for (int i = 0; i < words.length(); i++) {
      text(words.substring(i, i + 1), font, left + i * step, y);
    }
  }

  /** A running text in lines; answers the next free baseline. */
  double paragraph(String words, Font font, double left, double right, double y, double leading) {
    double x = left + 2 * font.getSize2D();
    double baseline = y;
    for (int i = 0; i < words.length(); i++) {
      String letter = words.substring(i, i + 1);
      double wide = width(letter, font);
      if (x + wide > right + 0.1 && !NEVER_FIRST.contains(letter)) {
        x = left;
        baseline += leading;
      }
      text(letter, font, x, baseline);
      x += wide;
    }
    return baseline + leading;
  }

  void line(double x1, double y1, double x2, double y2, double thick) {
    pen.setStroke(new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    pen.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void box(double x, double y, double wide, double high, double thick) {
    pen.setStroke(new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    pen.draw(new Rectangle2D.Double(x, y, wide, high));
  }

  /** Another picture, scaled into a box. */
  void picture(BufferedImage other, double x, double y, double wide, double high) {
    AffineTransform at = AffineTransform.getTranslateInstance(x, y);
    at.scale(wide / other.getWidth(), high / other.getHeight());
    pen.drawImage(other, at, null);
  }

  /** Draws in colour, then goes on in black. */
  void in(Color colour, Runnable drawing) {
    pen.setColor(colour);
    drawing.run();
    pen.setColor(Color.BLACK);
  }

  /** Draws slanted around a point. */
  void slanted(double degrees, double x, double y, Runnable drawing) {
    AffineTransform before = pen.getTransform();
    pen.rotate(Math.toRadians(degrees), x, y);
    drawing.run();
    pen.setTransform(before);
  }
}
