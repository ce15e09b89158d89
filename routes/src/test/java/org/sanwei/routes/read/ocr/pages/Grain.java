package org.sanwei.routes.read.ocr.pages;

import java.util.Random;

/** The noise of a sensor, dot by dot, about 0 with a spread of 1: drawn once, then turned round. */
final class Grain {
  private static final int SIZE = 1 << 15;

  private final float[] table = new float[SIZE];
  private final Random random;
  private int at;

  Grain(Random random) {
    this.random = random;
    for (int i = 0; i < SIZE; i++) {
      table[i] = (float) random.nextGaussian();
    }
  }

  /** Begins elsewhere, so that lines do not resemble each other. */
  void line() {
    at = random.nextInt(SIZE);
  }

  float next() {
    at = (at + 1) & (SIZE - 1);
    return table[at];
  }
}
