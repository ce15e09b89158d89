package org.sanwei.config.prove;

import java.util.Locale;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;

/** How one verdict on a message stands to another on the same message. */
public enum Shift {
  SAME("不变"),
  LOWER("变松"),
  HIGHER("变严"),
  /** Lower in one respect, higher in another. */
  ACROSS("有松有严");

  private final String chinese;

  Shift(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }

  /** The word in JSON and in English print. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether anything of it is lower. */
  public boolean lowers() {
    return this == LOWER || this == ACROSS;
  }

  /**
   * From {@code before} to {@code after}: by outcome, label and event. What two officers had to
   * clear and one may now read is lower too.
   */
  public static Shift between(Verdict before, Verdict after) {
    boolean lower = lowered(before, after);
    boolean higher = lowered(after, before);
    if (lower == higher) {
      return lower ? ACROSS : SAME;
    }
    return lower ? LOWER : HIGHER;
  }

  private static boolean lowered(Verdict from, Verdict to) {
    return rank(to) < rank(from)
        || !to.label().join(from.label()).equals(to.label())
        || !to.event().join(from.event()).equals(to.event());
  }

  private static int rank(Verdict verdict) {
    int suspect = verdict.outcome() == Outcome.HELD && verdict.reason().equals("suspect") ? 1 : 0;
    return 2 * verdict.outcome().ordinal() + suspect;
  }
}
