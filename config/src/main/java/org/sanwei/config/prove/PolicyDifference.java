package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * What a new policy loosens and tightens against an old one, by rule. Pure. {@code before} and
 * {@code after} are digests.
 *
 * <p>The promise: whatever message is judged lower under the new policy, a change is listed whose
 * direction loosens. It follows from the judge's own (a verdict is the join of the rules that
 * match) and does not depend on any example being found. Not covered is a part with more of a
 * rule's words than the judge looks at ({@code Judge.WORDS_PER_RULE}), which is held for that.
 */
public record PolicyDifference(String before, String after, List<Change> changes) {
  public PolicyDifference {
    changes = List.copyOf(changes);
  }

  /** Compares, and looks for an example of each loosening; takes some hundredths of a second. */
  public static PolicyDifference between(Policy before, Policy after) {
    Examples examples = new Examples(before, after);
    List<Change> changes = new ArrayList<>(new OfficeChanges(before, after, examples).all());
    Map<String, Rule> old = byId(before);
    Map<String, Rule> now = byId(after);
    TreeSet<String> ids = new TreeSet<>(old.keySet());
    ids.addAll(now.keySet());
    for (String id : ids) {
      RuleChange change = RuleChange.of(old.get(id), now.get(id));
      if (!change.edits().isEmpty()) {
        changes.add(change.told(id, examples));
      }
    }
    return new PolicyDifference(before.digest(), after.digest(), changes);
  }

  /** Whether anything may come out lower, or reach further, than it did. */
  public boolean loosens() {
    return changes.stream().anyMatch(change -> change.direction().loosens());
  }

  /** How the rule with this id differs; empty when it does not. */
  public Optional<Change> ofRule(String id) {
    return changes.stream()
        .filter(change -> change.subject() == Change.Subject.RULE && change.name().equals(id))
        .findFirst();
  }

  private static Map<String, Rule> byId(Policy policy) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    policy.rules().forEach(rule -> rules.put(rule.id(), rule));
    return rules;
  }
}
