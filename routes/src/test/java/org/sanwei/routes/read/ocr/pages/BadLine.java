package org.sanwei.routes.read.ocr.pages;

import java.util.Random;

/** Spoils dots as dirt and telephone lines do. */
final class BadLine {
  private final Dots dots;
  private final Wear wear;
  private final Random random;

  BadLine(Dots dots, Wear wear, Random random) {
    this.dots = dots;
    this.wear = wear;
    this.random = random;
  }

  void spoil() {
    salt();
    specks();
    for (int i = 0; i < wear.lostLines(); i++) {
      loseLines();
    }
    for (int i = 0; i < wear.shiftedLines(); i++) {
      shiftLines();
    }
    for (int i = 0; i < wear.streaks(); i++) {
      streak();
    }
  }

  private void salt() {
    int count = (int) (wear.salt() * dots.width * dots.height);
    for (int i = 0; i < count; i++) {
      dots.set(random.nextInt(dots.width), random.nextInt(dots.height), random.nextInt(3) > 0);
    }
  }

  private void specks() {
    for (int i = 0; i < wear.specks(); i++) {
      int x = random.nextInt(dots.width);
      int y = random.nextInt(dots.height);
      int size = 1 + random.nextInt(4);
      for (int dy = 0; dy < size; dy++) {
        for (int dx = 0; dx < size; dx++) {
          dots.set(x + dx, y + dy, random.nextInt(4) > 0);
        }
      }
    }
  }

  /** One or two lines white, or the line above again, as machines fill in what they cannot read. */
  private void loseLines() {
    int first = 1 + random.nextInt(dots.height - 4);
    boolean again = random.nextBoolean();
    for (int y = first; y < first + 1 + random.nextInt(2); y++) {
      if (again) {
        dots.move(y - 1, y, 0);
      } else {
        dots.move(y, y, dots.width);
      }
    }
  }

  private void shiftLines() {
    int first = random.nextInt(dots.height - 8);
    int by = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(5));
    for (int y = first; y < first + 1 + random.nextInt(5); y++) {
      dots.move(y, y, by);
    }
  }

  /** Dirt on the glass: a line down the page with gaps. */
  private void streak() {
    int x = random.nextInt(dots.width);
    int wide = 1 + random.nextInt(2);
    boolean black = random.nextInt(4) > 0;
    boolean on = true;
    for (int y = 0; y < dots.height; y++) {
      if (random.nextInt(40) == 0) {
        on = !on;
      }
      for (int dx = 0; on && dx < wide; dx++) {
        dots.set(x + dx, y, black);
      }
    }
  }
}
