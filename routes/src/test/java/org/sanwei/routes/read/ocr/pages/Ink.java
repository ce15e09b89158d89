package org.sanwei.routes.read.ocr.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.read.ocr.pages.Document.UrgencyPlace;

/** What is put on a sheet beside its text: mark, urgency, rubber stamp, round seal. */
final class Ink {
  static final Color RED = new Color(205, 25, 30);
  private static final Color SEAL = new Color(214, 30, 40, 215);
  private static final double EM = 5.6;

  private Ink() {}

  /** Mark and urgency in the head; those of a cell or below the title are drawn by the form. */
  static void head(Sheet sheet, Document document, Random random, double top) {
    Mark mark = document.mark();
    boolean urgent =
        document.urgency() != Urgency.NONE && document.urgencyPlace() != UrgencyPlace.CELL;
    Font font = document.faces().mark().size(EM);
    if (mark.place() == Mark.Place.STAMP && mark.printed()) {
      boolean right = random.nextBoolean();
      stamp(sheet, document, random, top, right);
      if (urgent && right) {
        sheet.text(document.urgency().chinese(), font, Sheet.LEFT, top);
      } else if (urgent) {
        sheet.flushRight(document.urgency().chinese(), font, Sheet.RIGHT, top);
      }
      return;
    }
    boolean left = mark.printed() && place(document) == Mark.Place.UPPER_LEFT;
    if (left) {
      sheet.text(mark.words(), font, Sheet.LEFT, top);
    }
    if (mark.printed() && place(document) == Mark.Place.UPPER_RIGHT) {
      sheet.flushRight(mark.words(), font, Sheet.RIGHT, top);
    }
    if (urgent) {
      urgency(sheet, document, font, top, left);
    }
  }

  /** Where a mark stands on a form that may have no cells. */
  static Mark.Place place(Document document) {
    boolean cells = document.urgencyPlace() == UrgencyPlace.CELL;
    Mark.Place place = document.mark().place();
    return place == Mark.Place.CELL && !cells ? Mark.Place.UPPER_LEFT : place;
  }

  private static void urgency(Sheet sheet, Document document, Font font, double top, boolean left) {
    String word = document.urgency().chinese();
    switch (document.urgencyPlace()) {
      case BESIDE ->
          sheet.text(
              word,
              font,
              left ? Sheet.LEFT + sheet.width(document.mark().words(), font) + 9 : Sheet.LEFT,
              top);
      case ACROSS -> {
        boolean taken = document.mark().printed() && place(document) == Mark.Place.UPPER_RIGHT;
        sheet.flushRight(word, font, Sheet.RIGHT, taken ? top + 9 : top);
      }
      default -> sheet.text(word, font, Sheet.LEFT, left ? top + 9 : top);
    }
  }

  /** A mark in a box, by a rubber stamp that was never quite straight. */
  private static void stamp(
      Sheet sheet, Document document, Random random, double top, boolean right) {
    String words = document.mark().words();
    double em = words.length() > 5 ? 6.5 : 7 + random.nextDouble() * 2.5;
    Font font = document.faces().mark().size(em);
    double wide = sheet.width(words, font) + 6;
    double high = em * 1.55;
    double x = (right ? Sheet.RIGHT - wide : Sheet.LEFT) + random.nextDouble() * 6 - 3;
    double y = top - 2 - high / 2 + random.nextDouble() * 3;
    double most = Math.min(11, 330 / wide);
    double slant = (random.nextBoolean() ? 1 : -1) * (2 + random.nextDouble() * (most - 2));
    boolean twice = random.nextInt(3) == 0;
    sheet.in(
        random.nextInt(3) == 0 ? new Color(40, 40, 90) : RED,
        () ->
            sheet.slanted(
                slant,
                x + wide / 2,
                y + high / 2,
                () -> {
                  sheet.box(x, y, wide, high, 0.7);
                  if (twice) {
                    sheet.box(x - 1.2, y - 1.2, wide + 2.4, high + 2.4, 0.4);
                  }
                  sheet.text(words, font, x + 3, y + high / 2 + em * 0.37);
                }));
  }

  /** The round seal of an organ, over its name and the date. */
  static void seal(Sheet sheet, Document document, Random random, double x, double y) {
    double radius = 20 + random.nextDouble() * 2;
    double turned = random.nextDouble() * 16 - 8;
    sheet.in(
        SEAL,
        () ->
            sheet.slanted(
                turned,
                x,
                y,
                () -> {
                  sheet.pen.setStroke(new BasicStroke(1.1f));
                  sheet.pen.draw(
                      new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
                  sheet.pen.fill(star(x, y, 6.2));
                  ring(sheet, document.organ(), x, y, radius - 6.3);
                }));
  }

  private static void ring(Sheet sheet, String words, double x, double y, double radius) {
    double step = Math.min(24, 250.0 / words.length());
    double em = Math.min(5, radius * Math.toRadians(step) * 1.15);
    Font font = Face.NOTO_SERIF_BOLD.size(em);
    double first = -step * (words.length() - 1) / 2;
    for (int i = 0; i < words.length(); i++) {
      String letter = words.substring(i, i + 1);
      sheet.slanted(
          first + i * step, x, y, () -> sheet.centred(letter, font, x, y - radius - em * 0.1));
    }
  }

  private static Path2D star(double x, double y, double radius) {
    Path2D star = new Path2D.Double();
    for (int i = 0; i < 10; i++) {
      double far = i % 2 == 0 ? radius : radius * 0.382;
      double angle = Math.PI * i / 5 - Math.PI / 2;
      double px = x + far * Math.cos(angle);
      double py = y + far * Math.sin(angle);
      if (i == 0) {
        star.moveTo(px, py);
      } else {
        star.lineTo(px, py);
      }
    }
    star.closePath();
    return star;
  }
}
