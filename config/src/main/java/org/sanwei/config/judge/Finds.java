package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the atoms of a policy found in one part, or in a whole message. For one thread. */
final class Finds {
  private final List<List<Evidence>> evidence = new ArrayList<>();
  private final int[] times;
  private final int[] looked;
  private final @Nullable Object[] kept;

  Finds(int atoms) {
    times = new int[atoms];
    looked = new int[atoms];
    kept = new Object[atoms];
    for (int i = 0; i < atoms; i++) {
      evidence.add(new ArrayList<>(0));
    }
  }

  /** Counts a look; false when the atom has looked as often as it may. */
  boolean look(int atom) {
    return looked[atom]++ < Judge.WORDS_PER_RULE;
  }

  /** Whether no atom wanted to look more often than it may. */
  boolean lookedAtAll() {
    for (int looks : looked) {
      if (looks > Judge.WORDS_PER_RULE) {
        return false;
      }
    }
    return true;
  }

  /** Whether the atom has evidence enough and need not look further. */
  boolean enough(int atom, int times) {
    return this.times[atom] >= Math.max(times, Judge.EVIDENCE_PER_RULE);
  }

  void found(int atom, Evidence here) {
    times[atom]++;
    if (evidence.get(atom).size() < Judge.EVIDENCE_PER_RULE) {
      evidence.get(atom).add(here);
    }
  }

  /** What an atom keeps of this part for its own use. */
  <T> T kept(int atom, Class<T> type, Supplier<T> first) {
    if (kept[atom] == null) {
      kept[atom] = first.get();
    }
    return type.cast(kept[atom]);
  }

  /** Adds what another part holds; what one part holds never hides what another does. */
  void add(Finds part) {
    for (int i = 0; i < times.length; i++) {
      times[i] += part.times[i];
      evidence.get(i).addAll(part.evidence.get(i));
    }
  }

  int times(int atom) {
    return times[atom];
  }

  List<Evidence> evidence(int atom) {
    return evidence.get(atom);
  }
}
