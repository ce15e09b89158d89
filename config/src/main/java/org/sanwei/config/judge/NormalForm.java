package org.sanwei.config.judge;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the judge sees what a policy writes, for whoever has to tell people about it. Pure. */
public final class NormalForm {
  private NormalForm() {}

  /** A word as it is looked for: folded, without spaces. */
  public static String ofWord(String word) {
    int[] cps = NormalText.word(word);
    return new String(cps, 0, cps.length);
  }

  /**
   * Why an RE2 expression can match nothing: a text that every match of it needs and that no
   * normalised text holds. Empty when none is known.
   *
   * @param spaced false for what is asked of the surroundings of a word, which have no spaces
   */
  public static Optional<Impossible> impossible(String re2, boolean spaced) {
    Set<Impossible> all = new LinkedHashSet<>();
    for (String needed : RequiredText.of(re2).orElse(Set.of())) {
      String seen = spaced ? ofText(needed) : ofWord(needed);
      // Half a reference may be written in an expression; only what is never seen is told of.
      if (seen.equals(needed) || needed.indexOf('&') >= 0) {
        return Optional.empty();
      }
      all.add(new Impossible(needed, seen.isEmpty() ? needed.toUpperCase(Locale.ROOT) : seen));
    }
    return all.stream().findFirst();
  }

  /** What an expression asks for, and how the judge sees that text. */
  public record Impossible(String asked, String seen) {}

  /** A text as it is looked through: folded, line breaks as they stand. */
  public static String ofText(String text) {
    NormalText normal = NormalText.of(text);
    return normal.string(0, normal.length());
  }
}
