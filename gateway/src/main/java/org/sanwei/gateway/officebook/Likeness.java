package org.sanwei.gateway.officebook;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A title as pairs of its characters, widths folded, without spaces and signs: two are one when
 * most of their pairs are.
 */
final class Likeness {
  /** From here on two titles are held to be one; 1 is equal. */
  static final double SAME = 0.6;

  private static final int MOST_CHARACTERS = 120;

  private final Set<Integer> pairs = new HashSet<>();

  Likeness(String title) {
    int before = 0;
    int[] letters =
        Normalizer.normalize(title, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .codePoints()
            .filter(Character::isLetterOrDigit)
            .limit(MOST_CHARACTERS)
            .toArray();
    for (int letter : letters) {
      pairs.add(before * 31 + letter);
      before = letter;
    }
  }

  /** 0 for nothing in common; what one title has beyond the other counts half. */
  double to(Likeness other) {
    if (pairs.isEmpty() || other.pairs.isEmpty()) {
      return 0;
    }
    Set<Integer> fewer = pairs.size() < other.pairs.size() ? pairs : other.pairs;
    Set<Integer> more = fewer == pairs ? other.pairs : pairs;
    long shared = fewer.stream().filter(more::contains).count();
    double dice = 2.0 * shared / (pairs.size() + other.pairs.size());
    double within = (double) shared / fewer.size();
    return (dice + within) / 2;
  }
}
