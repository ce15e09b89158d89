package org.sanwei.routes.read.ocr.pages;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** Files with pictures that are no pages of a document. */
final class Pictures {
  /** What there is, by number. */
  static final String[] NAMES = {"logo", "photograph", "chart", "blank page", "screenshot"};

  private Pictures() {}

  /** One of {@link #NAMES}. */
  static byte[] drawn(int which, Random random) {
    return switch (which) {
      case 0 -> {
        int high = 60 + random.nextInt(90);
        yield Written.png(Scenes.logo(random, high * 3, high));
      }
      case 1 -> Written.jpeg(Scenes.flood(random, 1600, 1200), 0.8);
      case 2 -> Written.png(Scenes.chart(random, 1100, 700));
      case 3 -> blank(random);
      default -> Written.png(Scenes.screen(random, 1280, 720));
    };
  }

  private static byte[] blank(Random random) {
    BufferedImage white = Sheet.of(Paper.WIDTH, Paper.HEIGHT).image();
    Wear wear = Wear.of(random, random.nextInt(3), 0);
    FaxMachine machine =
        new FaxMachine(wear, true, "2026-07-02 10:11  FROM:0571-6230117  P.%d/%d", random);
    return Tiffs.fax(List.of(machine.send(white, 1, 1, false)), true);
  }
}
