package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Matcher;

/**
 * How the matchers of one rule differ. Equal ones are set aside, those that are most alike are
 * compared side by side, and what is left was removed or added.
 */
final class MatcherChanges {
  private final List<Edit> edits = new ArrayList<>();
  private final List<Matcher> lost = new ArrayList<>();

  List<Edit> edits() {
    return edits;
  }

  /** What the new matchers find no more, as matchers of their own; wider rather than narrower. */
  List<Matcher> lost() {
    return lost;
  }

  private record Pair(Matcher old, Matcher now) {}

  /** Matchers of which any is enough. */
  void anyOf(List<Matcher> before, List<Matcher> after) {
    List<Matcher> old = new ArrayList<>(before);
    List<Matcher> now = new ArrayList<>(after);
    for (Pair pair : pairs(old, now)) {
      side(pair);
    }
    for (Matcher gone : old) {
      String words = Wording.matcher(gone);
      edits.add(new Edit(Direction.LOOSENS, "不再找 " + words, "looks no more for " + words));
      lost.add(gone);
    }
    for (Matcher added : now) {
      String words = Wording.matcher(added);
      edits.add(new Edit(Direction.TIGHTENS, "还找 " + words, "looks for " + words + " too"));
    }
  }

  /** Matchers of which each is needed. */
  private void each(Matcher.All before, Matcher.All after) {
    List<Matcher> old = new ArrayList<>(before.of());
    List<Matcher> now = new ArrayList<>(after.of());
    for (Pair pair : pairs(old, now)) {
      MatcherChanges within = new MatcherChanges();
      within.side(pair);
      edits.addAll(within.edits);
      for (Matcher gone : within.lost) {
        List<Matcher> with = new ArrayList<>(before.of());
        with.set(with.indexOf(pair.old()), gone);
        lost.add(new Matcher.All(with));
      }
    }
    for (Matcher gone : old) {
      String words = Wording.matcher(gone);
      edits.add(new Edit(Direction.TIGHTENS, "不再要求 " + words, "asks no more for " + words));
    }
    for (Matcher added : now) {
      String words = Wording.matcher(added);
      edits.add(new Edit(Direction.LOOSENS, "还要求 " + words, "asks for " + words + " too"));
      lost.add(before);
    }
  }

  private void side(Pair pair) {
    if (pair.old() instanceof Matcher.All all) {
      each(all, (Matcher.All) pair.now());
      return;
    }
    SideBySide side = SideBySide.of(pair.old(), pair.now());
    edits.addAll(side.edits());
    lost.addAll(side.lost());
  }

  /** Takes what is equal and what is compared out of both lists. */
  private static List<Pair> pairs(List<Matcher> old, List<Matcher> now) {
    for (Matcher one : List.copyOf(old)) {
      if (now.remove(one)) {
        old.remove(one);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Matcher one : List.copyOf(old)) {
      Matcher other = mostAlike(one, now);
      if (other != null) {
        pairs.add(new Pair(one, other));
        old.remove(one);
        now.remove(other);
      }
    }
    return pairs;
  }

  private static @Nullable Matcher mostAlike(Matcher one, List<Matcher> others) {
    Matcher best = null;
    int most = 0;
    for (Matcher other : others) {
      int alike = SideBySide.alike(one, other);
      if (alike > most) {
        most = alike;
        best = other;
      }
    }
    return best;
  }
}
