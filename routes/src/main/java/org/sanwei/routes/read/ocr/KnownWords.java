package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the words that matter most, marks and urgencies, would fit what the model saw in a line,
 * beside the text that it took for the best: what a faint stroke has tipped over is found again.
 */
final class KnownWords {
  /** A word that fits, and the logarithm of how much worse than the text that was read. */
  record Fit(String word, double behind) {}

  private static final double HOPELESS = -14;
  private static final double FAINT = 1e-9;
  private static final String[] LEVELS = {"绝密", "机密", "秘密"};
  private static final String[] URGENCIES = {"特提", "特急", "加急", "平急"};
  private static final int LONGEST_YEARS = 30;

  private final List<String> words = new ArrayList<>();
  private final List<int[]> classes = new ArrayList<>();
  private final int size;

  KnownWords(Characters characters) {
    this.size = characters.size();
    for (String urgency : URGENCIES) {
      add(urgency, characters);
    }
    for (String level : LEVELS) {
      add(level, characters);
      add(level + "★长期", characters);
      add(level + "★启用前", characters);
      add(level + "★6个月", characters);
      for (int years = 1; years <= LONGEST_YEARS; years += years < 5 ? 1 : 5) {
        add(level + "★" + years + "年", characters);
      }
    }
  }

  private void add(String word, Characters characters) {
    words.add(word);
    classes.add(word.codePoints().map(c -> characters.classOf(Character.toString(c))).toArray());
  }

  /** The word that fits best, if any does at all; {@code read} is how likely the read text is. */
  @Nullable Fit best(float[] out, int steps, double read) {
    Fit best = null;
    for (int i = 0; i < words.size(); i++) {
      double behind = likelihood(out, steps, classes.get(i)) - read;
      if (behind > HOPELESS && (best == null || behind > best.behind())) {
        best = new Fit(words.get(i), behind);
      }
    }
    return best;
  }

  /** The logarithm of the likelihood of the best way to write the word over all steps. */
  private double likelihood(float[] out, int steps, int[] word) {
    int states = 2 * word.length + 1;
    double[] before = new double[states];
    double[] now = new double[states];
    java.util.Arrays.fill(before, Double.NEGATIVE_INFINITY);
    before[0] = log(out[0]);
    before[1] = log(out[word[0]]);
    for (int step = 1; step < steps; step++) {
      int at = step * size;
      for (int s = 0; s < states; s++) {
        double from = before[s];
        if (s > 0) {
          from = Math.max(from, before[s - 1]);
        }
        boolean letter = s % 2 == 1;
        if (letter && s > 2 && word[s / 2] != word[s / 2 - 1]) {
          from = Math.max(from, before[s - 2]);
        }
        now[s] = from + log(out[at + (letter ? word[s / 2] : 0)]);
      }
      double[] old = before;
      before = now;
      now = old;
    }
    return Math.max(before[states - 1], before[states - 2]);
  }

  static double log(float likely) {
    return Math.log(Math.max(FAINT, likely));
  }
}
