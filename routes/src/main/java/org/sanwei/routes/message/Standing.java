package org.sanwei.routes.message;

import java.util.List;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;

/**
 * A judged arrival as far as it may be spoken of in the clear (DESIGN: one number for every
 * arrival). {@code pages} is 0 when nobody could count them; {@code rules} is the public evidence;
 * {@code policy} the digest of the policy that judged; {@code defects} what is missing of it.
 */
public record Standing(
    Reception reception,
    Outcome outcome,
    String reason,
    Label label,
    List<String> rules,
    String policy,
    int pages,
    List<Defect> defects) {
  /** One of which nothing is known to be missing. */
  public Standing(
      Reception reception,
      Outcome outcome,
      String reason,
      Label label,
      List<String> rules,
      String policy,
      int pages) {
    this(reception, outcome, reason, label, rules, policy, pages, List.of());
  }

  public Standing {
    rules = List.copyOf(rules);
    defects = List.copyOf(defects);
  }
}
