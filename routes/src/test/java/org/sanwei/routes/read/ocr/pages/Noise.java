package org.sanwei.routes.read.ocr.pages;

/** Smooth noise over a plane: fading, light, paper, hills. The same seed gives the same plane. */
final class Noise {
  private final long seed;

  Noise(long seed) {
    this.seed = seed;
  }

  /** From 0 to 1, changing over about one unit of x or y. */
  double at(double x, double y) {
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double fx = smooth(x - left);
    double fy = smooth(y - top);
    double above = mix(corner(left, top), corner(left + 1, top), fx);
    double below = mix(corner(left, top + 1), corner(left + 1, top + 1), fx);
    return mix(above, below, fy);
  }

  /** Four octaves: rough where {@link #at} is smooth. */
  double rough(double x, double y) {
    double sum = 0;
    double share = 0.5;
    double scale = 1;
    for (int octave = 0; octave < 4; octave++) {
      sum += share * at(x * scale + octave * 17.3, y * scale + octave * 5.7);
      share /= 2;
      scale *= 2;
    }
    return sum / 0.9375;
  }

  /** The values of a line at x times {@code scale}, exact at each sixteenth place. */
  void line(float[] values, double scale, double y) {
    double right = at(0, y);
    for (int from = 0; from < values.length; from += 16) {
      double left = right;
      right = at((from + 16) * scale, y);
      for (int i = 0; i < Math.min(16, values.length - from); i++) {
        values[from + i] = (float) mix(left, right, i / 16.0);
      }
    }
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  private double corner(long x, long y) {
    long h = seed ^ (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    h = (h ^ (h >>> 29)) * 0xD6E8FEB86659FD93L;
    return ((h ^ (h >>> 32)) >>> 11) * 0x1.0p-53;
  }
}
