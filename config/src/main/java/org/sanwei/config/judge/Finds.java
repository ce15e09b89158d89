package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the atoms of a policy found in one part, or in a whole message. For one thread. */
final class Finds {
  private final Map<Integer, List<Evidence>> evidence = new HashMap<>();
  private final int[] times;
  private final int[] looked;
  private final @Nullable Object[] kept;

  Finds(int atoms) {
    times = new int[atoms];
    looked = new int[atoms];
    kept = new Object[atoms];
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
    List<Evidence> all = evidence.computeIfAbsent(atom, a -> new ArrayList<>());
    if (all.size() < Judge.EVIDENCE_PER_RULE) {
      all.add(here);
    }
  }

  /** What an atom keeps of this part for its own use. */
  <T> T kept(int atom, Class<T> type, Supplier<T> first) {
    if (kept[atom] == null) {
      kept[atom] = first.get();
    }
    return type.cast(kept[atom]);
  }

  /** Drops what atoms kept: the next text has places of its own. */
  void textEnds() {
    Arrays.fill(kept, null);
  }

  /** Adds what another part holds; what one part holds never hides what another does. */
  void add(Finds part) {
    for (int i = 0; i < times.length; i++) {
      times[i] += part.times[i];
    }
    part.evidence.forEach(
        (atom, more) -> evidence.computeIfAbsent(atom, a -> new ArrayList<>()).addAll(more));
  }

  int times(int atom) {
    return times[atom];
  }

  List<Evidence> evidence(int atom) {
    return evidence.getOrDefault(atom, List.of());
  }
}
