package org.sanwei.gateway.bulletin;

import java.util.List;
import org.sanwei.routes.release.EditionProblem;

/** What came of an act on a bulletin. */
public sealed interface Acted {

  /** Done; {@code now} is what it is. */
  record Done(Bulletin now) implements Acted {}

  /**
   * Not done, and nothing was written. {@code facts} are public evidence: ids of rules, numbers of
   * items; {@code problems} are those of an edition. Never words.
   */
  record Refused(Refusal why, List<String> facts, List<EditionProblem> problems) implements Acted {
    public Refused {
      facts = List.copyOf(facts);
      problems = List.copyOf(problems);
    }
  }

  static Acted refused(Refusal why, String... facts) {
    return new Refused(why, List.of(facts), List.of());
  }
}
