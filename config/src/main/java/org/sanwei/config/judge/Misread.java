package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.config.policy.MarkGrammar;

/**
 * How a word looks when machines misread it, people mistype it or a transcript mishears it: one or
 * two of its characters in another shape from the policy's table.
 */
final class Misread {
  private final Map<Integer, List<int[]>> shapes = new HashMap<>();

  Misread(MarkGrammar grammar) {
    grammar
        .misread()
        .forEach(
            (character, others) ->
                shapes.put(
                    NormalText.word(character)[0],
                    others.stream().map(NormalText::word).filter(o -> o.length > 0).toList()));
  }

  /** The misread spellings of a word, itself not among them. */
  List<String> of(String word) {
    int[] cps = NormalText.word(word);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < cps.length; i++) {
      for (int[] one : shapes.getOrDefault(cps[i], List.of())) {
        all.add(with(cps, i, one, i, one));
        for (int j = i + 1; j < cps.length; j++) {
          for (int[] other : shapes.getOrDefault(cps[j], List.of())) {
            all.add(with(cps, i, one, j, other));
          }
        }
      }
    }
    return all;
  }

  private static String with(int[] cps, int i, int[] one, int j, int[] other) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < cps.length; k++) {
      if (k == i) {
        append(out, one);
      } else if (k == j) {
        append(out, other);
      } else {
        out.appendCodePoint(cps[k]);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int[] cps) {
    for (int cp : cps) {
      out.appendCodePoint(cp);
    }
  }
}
