package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * The composite units of a paper: what stands in them stands on every page that uses them. Their
 * scale is not looked at, only where they are put.
 */
final class OfdUnits {
  private static final int MOST_DEEP = 8;

  /** Units may use others many times over. */
  private static final int MOST_USES = 10_000;

  private final Map<String, OfdPage.Unit> units = new HashMap<>();

  /** What units put on a page. */
  record Placed(List<Letters> letters, boolean pictures, Set<UnreadReason> why) {}

  /** False when there is one of that id already: nobody knows which of them programs show. */
  boolean add(OfdPage.Unit unit) {
    return units.putIfAbsent(unit.id(), unit) == null;
  }

  /**
   * @param mostCharacters after which it ends
   */
  Placed placed(Collection<OfdPage.Use> uses, int mostCharacters) {
    Placing placing = new Placing(mostCharacters);
    uses.forEach(use -> placing.put(use, 0, 0, 0));
    return new Placed(placing.letters, placing.pictures, placing.why);
  }

  private final class Placing {
    private final List<Letters> letters = new ArrayList<>();
    private final Set<UnreadReason> why = new LinkedHashSet<>();
    private final int mostCharacters;
    private boolean pictures;
    private int characters;
    private int uses;

    Placing(int mostCharacters) {
      this.mostCharacters = mostCharacters;
    }

    void put(OfdPage.Use use, double x, double y, int depth) {
      uses++;
      if (uses > MOST_USES || depth > MOST_DEEP || characters > mostCharacters) {
        why.add(depth > MOST_DEEP ? UnreadReason.TOO_DEEP : UnreadReason.TOO_LARGE);
        return;
      }
      OfdPage.@Nullable Unit unit = units.get(use.id());
      if (unit == null) {
        // Something stands there, and nobody here knows what.
        why.add(UnreadReason.PICTURE);
        return;
      }
      pictures |= unit.pictures();
      double left = x + use.x();
      double top = y + use.y();
      for (Letters each : unit.letters()) {
        characters += each.text().length();
        letters.add(
            new Letters(
                each.x() + left,
                each.y() + top,
                each.right() + left,
                each.size(),
                each.text(),
                each.hidden()));
      }
      unit.uses().forEach(inner -> put(inner, left, top, depth + 1));
    }
  }
}
