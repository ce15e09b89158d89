package org.sanwei.routes.read.ocr.pages;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Sends paper over a bad line: what arrives is black and white dots. */
final class FaxMachine {
  private static final int A4_DOTS = 1728;
  private static final int A3_DOTS = 2432;
  private static final double LINES_PER_MM = 196 / 25.4;

  private final Wear wear;
  private final boolean fine;
  private final String sender;
  private final Random random;

  /**
   * {@code sender}: the machine's own words above each page, with places for its number and count.
   */
  FaxMachine(Wear wear, boolean fine, String sender, Random random) {
    this.wear = wear;
    this.fine = fine;
    this.sender = sender;
    this.random = random;
  }

  /** One page of the paper; {@code photographs} when the machine is set to send those well. */
  BufferedImage send(BufferedImage paper, int page, int pages, boolean photographs) {
    boolean sideways = wear.quarterTurns() % 2 == 1;
    int width = sideways ? A3_DOTS : A4_DOTS;
    int height = (int) Math.round((sideways ? Sheet.WIDE : Sheet.HIGH) * LINES_PER_MM) & ~1;
    Grey grey = Grey.seen(paper, laid(paper, width, height), width, height).blurred(wear.blur());
    if (wear.fade() > 0) {
      grey.fade(wear.fade(), new Noise(random.nextLong()));
    }
    Grey lines = fine ? grey : grey.halved();
    lines.grain(wear.grain(), random);
    Dots dots = photographs ? lines.halftone() : lines.threshold(wear.threshold());
    new BadLine(dots, wear, random).spoil();
    if (wear.machineLine()) {
      machineLine(dots, sender.formatted(page, pages));
    }
    return dots.image(random.nextInt(3) > 0);
  }

  private AffineTransform laid(BufferedImage paper, int width, int height) {
    AffineTransform at = AffineTransform.getTranslateInstance(wear.shiftX(), wear.shiftY());
    at.rotate(Math.toRadians(wear.skewDegrees()), width / 2.0, height / 2.0);
    at.translate(width / 2.0, height / 2.0);
    boolean sideways = wear.quarterTurns() % 2 == 1;
    AffineTransform turn = AffineTransform.getQuadrantRotateInstance(wear.quarterTurns());
    // Dots are wider than lines are high: turn first, then stretch each way.
    at.scale(
        width / (sideways ? (double) paper.getHeight() : paper.getWidth()),
        height / (sideways ? (double) paper.getWidth() : paper.getHeight()));
    at.concatenate(turn);
    at.translate(-paper.getWidth() / 2.0, -paper.getHeight() / 2.0);
    return at;
  }

  private void machineLine(Dots dots, String words) {
    int high = fine ? 26 : 13;
    BufferedImage strip = new BufferedImage(dots.width, 30, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = strip.createGraphics();
    Font font = Face.MICRO_HEI.size(24);
    pen.setFont(font);
    pen.drawString(words, 70, 24);
    pen.dispose();
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < dots.width; x++) {
        int from = fine ? y : 2 * y;
        boolean ink = (strip.getRaster().getSample(x, Math.min(29, from + 2), 0)) > 100;
        dots.set(x, y + (fine ? 12 : 6), ink || dots.get(x, y + (fine ? 12 : 6)));
      }
    }
  }
}
