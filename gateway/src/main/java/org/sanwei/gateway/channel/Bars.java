package org.sanwei.gateway.channel;

import java.util.Arrays;

/** Counts as a small picture of bars: the path of an SVG, one bar a count. Pure. */
final class Bars {
  private Bars() {}

  /**
   * A path within {@code height}; bars are {@code step} wide with a pixel between them. The highest
   * count fills the height, and what is not zero is seen.
   */
  static String path(int[] counts, int step, int height) {
    int most = Math.max(1, Arrays.stream(counts).max().orElse(0));
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        int tall = Math.max(2, Math.round((float) height * counts[i] / most));
        path.append('M').append(i * step).append(' ').append(height);
        path.append('v').append(-tall).append('h').append(step - 1).append('v').append(tall);
        path.append('z');
      }
    }
    return path.toString();
  }
}
