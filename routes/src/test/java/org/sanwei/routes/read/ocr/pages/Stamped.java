package org.sanwei.routes.read.ocr.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A boxed rubber stamp on a sheet that is already written on: where, how large, how much askew, in
 * which colour, by lot. Millimetres from the sheet's upper left corner.
 */
record Stamped(
    String words,
    double x,
    double y,
    double wide,
    double high,
    double degrees,
    double thick,
    boolean twice,
    double round,
    Color colour) {
  private static final Color[] COLOURS = {
    Ink.RED, Color.BLACK, new Color(40, 40, 120), new Color(190, 60, 50)
  };

  /** With its middle within these bounds. */
  static Stamped of(
      String words, double left, double right, double top, double bottom, Random random) {
    double em = 6 + random.nextDouble() * 4;
    double wide = Math.max(15, em * words.length() + 3 + random.nextDouble() * 4);
    double high = em * (1.4 + random.nextDouble() * 0.5);
    double most = Math.min(11, 330 / wide);
    return new Stamped(
        words,
        left + random.nextDouble() * (right - left),
        top + random.nextDouble() * (bottom - top),
        wide,
        high,
        (random.nextDouble() * 2 - 1) * most,
        0.4 + random.nextDouble() * 0.5,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0 ? 2 + random.nextDouble() * 2 : 0,
        COLOURS[random.nextInt(COLOURS.length)]);
  }

  /** Draws it onto the sheet. */
  void onto(BufferedImage sheet, Face face) {
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.scale(sheet.getWidth() / Sheet.WIDE, sheet.getHeight() / Sheet.HIGH);
    pen.rotate(Math.toRadians(degrees), x, y);
    pen.setColor(colour);
    frame(pen, 0, thick);
    if (twice) {
      frame(pen, 1.3, 0.4);
    }
    double em = Math.min(high / 1.45, (wide - 2) / Math.max(1, words.length()));
    Font font = face.size(em);
    pen.setFont(font);
    double length = font.getStringBounds(words, pen.getFontRenderContext()).getWidth();
    pen.drawString(words, (float) (x - length / 2), (float) (y + em * 0.37));
    pen.dispose();
  }

  private void frame(Graphics2D pen, double out, double line) {
    pen.setStroke(new BasicStroke((float) line));
    pen.draw(
        new RoundRectangle2D.Double(
            x - wide / 2 - out,
            y - high / 2 - out,
            wide + 2 * out,
            high + 2 * out,
            2 * round,
            2 * round));
  }
}
