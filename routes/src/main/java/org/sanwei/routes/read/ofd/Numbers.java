package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Numbers in attributes, parted by spaces. What is no number is none. */
final class Numbers {
  private static final int MOST = 100_000;

  private Numbers() {}

  static List<Double> of(@Nullable String words) {
    List<Double> numbers = new ArrayList<>();
    if (words != null) {
      StringTokenizer tokens = new StringTokenizer(words);
      while (tokens.hasMoreTokens() && numbers.size() < MOST) {
        number(tokens.nextToken(), numbers);
      }
    }
    return numbers;
  }

  /** Distances between letters: {@code g 3 2.5} stands for three times 2.5. */
  static List<Double> distances(@Nullable String words) {
    List<Double> distances = new ArrayList<>();
    if (words == null) {
      return distances;
    }
    StringTokenizer tokens = new StringTokenizer(words);
    while (tokens.hasMoreTokens() && distances.size() < MOST) {
      String token = tokens.nextToken();
      if (!token.equals("g")) {
        number(token, distances);
        continue;
      }
      List<Double> pair = new ArrayList<>();
      for (int n = 0; n < 2 && tokens.hasMoreTokens(); n++) {
        number(tokens.nextToken(), pair);
      }
      int times = pair.size() == 2 ? (int) Math.min(MOST, Math.max(0, pair.get(0))) : 0;
      for (int n = 0; n < times; n++) {
        distances.add(pair.get(1));
      }
    }
    return distances;
  }

  static double one(@Nullable String word, double otherwise) {
    List<Double> numbers = of(word);
    return numbers.isEmpty() ? otherwise : numbers.get(0);
  }

  private static void number(String token, List<Double> into) {
    if (token.length() > 30) {
      return;
    }
    try {
      double number = Double.parseDouble(token);
      if (Double.isFinite(number)) {
        into.add(number);
      }
    } catch (NumberFormatException e) {
      return;
    }
  }
}
