package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All words of a policy, found in one pass with gaps between their characters. Immutable. */
final class WordIndex {

  /** A word that was found: {@code broken} when more than spaces stood between its characters. */
  record Found(int word, int start, int end, boolean broken) {}

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<int[]> words = new ArrayList<>();
  private final Map<Integer, int[]> byFirst = new HashMap<>();
  private final boolean[] firsts = new boolean[Character.MAX_VALUE + 1];

  /** The number of a word, added if new; -1 when nothing is left of it after normalisation. */
  int add(String word) {
    int[] cps = NormalText.word(word);
    if (cps.length == 0) {
      return -1;
    }
    return numbers.computeIfAbsent(
        Arrays.toString(cps),
        key -> {
          int number = words.size();
          words.add(cps);
          byFirst.merge(cps[0], new int[] {number}, WordIndex::append);
          firsts[Math.min(cps[0], Character.MAX_VALUE)] = true;
          return number;
        });
  }

  int size() {
    return words.size();
  }

  void find(NormalText text, Consumer<Found> each) {
    for (int i = 0; i < text.length(); i++) {
      int cp = text.at(i);
      if (!firsts[Math.min(cp, Character.MAX_VALUE)]) {
        continue;
      }
      int @Nullable [] candidates = byFirst.get(cp);
      if (candidates == null) {
        continue;
      }
      for (int number : candidates) {
        Found found = match(text, i, number);
        if (found != null) {
          each.accept(found);
        }
      }
    }
  }

  private @Nullable Found match(NormalText text, int start, int number) {
    int[] word = words.get(number);
    boolean broken = false;
    int i = start + 1;
    for (int k = 1; k < word.length; k++) {
      if (text.at(i) != word[k] || i >= text.length()) {
        int plain = Gaps.spaces(text, i);
        i = text.at(plain) == word[k] ? plain : Gaps.skip(text, i);
        broken |= i != plain;
        if (i >= text.length() || text.at(i) != word[k]) {
          return null;
        }
      }
      i++;
    }
    boolean inside =
        (letter(word[0]) && letter(text.at(start - 1)))
            || (letter(word[word.length - 1]) && letter(text.at(i)));
    return inside ? null : new Found(number, start, i, broken);
  }

  private static boolean letter(int cp) {
    return cp >= 'A' && cp <= 'Z';
  }

  private static int[] append(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + 1);
    both[a.length] = b[0];
    return both;
  }
}
