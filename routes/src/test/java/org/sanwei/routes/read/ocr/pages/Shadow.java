package org.sanwei.routes.read.ocr.pages;

import java.util.Random;

/** What the photographer's arm or telephone takes from the light: soft, along a slanted edge. */
record Shadow(double x, double y, double along, double across, double soft, double depth) {

  /** On every second picture; on the others it lies outside and takes nothing. */
  static Shadow of(Random random, int width, int height) {
    double angle = random.nextDouble() * 2 * Math.PI;
    boolean there = random.nextBoolean();
    double far = 0.1 + random.nextDouble() * 0.35;
    return new Shadow(
        width / 2.0 + Math.cos(angle) * far * width,
        height / 2.0 + Math.sin(angle) * far * height,
        Math.cos(angle),
        Math.sin(angle),
        60 + random.nextDouble() * 160,
        there ? 0.2 + random.nextDouble() * 0.25 : 0);
  }

  /** The share of light that is left. */
  double at(int px, int py) {
    double beyond = ((px - x) * along + (py - y) * across) / soft;
    return 1 - depth * Math.max(0, Math.min(1, beyond + 0.5));
  }
}
