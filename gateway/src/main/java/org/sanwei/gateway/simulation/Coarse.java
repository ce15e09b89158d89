package org.sanwei.gateway.simulation;

/**
 * A count as the author of a candidate may see it: in steps of five, so that one item more or less
 * seldom shows. A rule of one's own that looks for a word would else say whether anybody wrote it.
 */
public record Coarse(long atLeast, long atMost) {
  private static final long STEP = 5;

  static Coarse of(long count) {
    long from = count / STEP * STEP;
    return new Coarse(from, from + STEP - 1);
  }

  /** For screens. */
  @Override
  public String toString() {
    return atLeast == 0 ? "<" + STEP : atLeast + "–" + atMost;
  }
}
