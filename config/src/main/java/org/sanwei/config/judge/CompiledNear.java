package org.sanwei.config.judge;

import java.util.Arrays;
import org.sanwei.config.policy.Matcher;

/** Two lists of words that stand near each other. */
final class CompiledNear implements WordAtom {
  private static final int ONE = 0;

  private final int atom;
  private final String rule;
  private final Matcher.Near near;

  CompiledNear(int atom, String rule, Matcher.Near near) {
    this.atom = atom;
    this.rule = rule;
    this.near = near;
  }

  /** Where the words of one part stand: start and end of each, by list. */
  private static final class Places {
    private final int[][] at = {new int[16], new int[16]};
    private final int[] count = new int[2];

    void add(int group, int start, int end) {
      if (count[group] + 2 > at[group].length) {
        at[group] = Arrays.copyOf(at[group], at[group].length * 2);
      }
      at[group][count[group]++] = start;
      at[group][count[group]++] = end;
    }
  }

  @Override
  public void found(int group, Standing standing, Finds in) {
    WordIndex.Found found = standing.found();
    if (!found.broken() && standing.frame().in(near.zones(), found.start()) && in.look(atom)) {
      in.kept(atom, Places.class, Places::new).add(group, found.start(), found.end());
    }
  }

  /**
   * Words come in the order in which they start, so that each has to be compared with two of the
   * other list only: that which reaches farthest before it, and the first after it.
   */
  @Override
  public void partEnds(Frame frame, Finds in) {
    Places places = in.kept(atom, Places.class, Places::new);
    int[] one = places.at[ONE];
    int[] other = places.at[1];
    int j = 0;
    int reaching = -1;
    for (int i = 0; i < places.count[ONE] && !in.enough(atom, 1); i += 2) {
      while (j < places.count[1] && other[j] < one[i]) {
        reaching = reaching < 0 || other[j + 1] >= other[reaching + 1] ? j : reaching;
        j += 2;
      }
      if (j < places.count[1]) {
        pair(frame, in, one[i], one[i + 1], other[j], other[j + 1]);
      }
      if (reaching >= 0) {
        pair(frame, in, other[reaching], other[reaching + 1], one[i], one[i + 1]);
      }
    }
  }

  private void pair(Frame frame, Finds in, int start, int end, int nextStart, int nextEnd) {
    if (apart(frame.text(), end, nextStart) <= near.within()) {
      in.found(atom, frame.evidence(rule, start, Math.max(end, nextEnd)));
    }
  }

  /** Visible characters between the two; stops counting where it is too many. */
  private int apart(NormalText text, int from, int to) {
    int visible = 0;
    for (int i = from; i < to && visible <= near.within(); i++) {
      visible += text.space(i) ? 0 : 1;
    }
    return visible;
  }
}
