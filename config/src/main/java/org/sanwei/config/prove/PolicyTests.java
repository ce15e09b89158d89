package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;

/** Runs the tests that stand beside the rules of a policy. */
public final class PolicyTests {
  private final Policy policy;
  private final Judge judge;
  private final OrderTests overTime;

  PolicyTests(Policy policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
    this.overTime = new OrderTests(policy, judge);
  }

  /** A test that did not come out as written: its rule, its file and line, and what differs. */
  public record Failure(String rule, String at, String what) {
    @Override
    public String toString() {
      return at + ": rule '" + rule + "': " + what;
    }
  }

  int count() {
    return policy.rules().stream().mapToInt(rule -> rule.tests().size()).sum() + overTime.count();
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      for (RuleTest test : rule.tests()) {
        run(rule, test, failures);
      }
    }
    failures.addAll(overTime.failures());
    return failures;
  }

  private void run(Rule rule, RuleTest test, List<Failure> failures) {
    RuleExample example = RuleExample.of(test, policy);
    Verdict verdict = judge.judge(example.content(), example.arrival());
    boolean fired = verdict.rules().contains(rule.id());
    if (fired != test.fires()) {
      failures.add(failure(rule, test, fired ? "matches, but should not" : "does not match"));
    }
    if (!meets(test.outcome(), verdict)) {
      differs(rule, test, "outcome", test.outcome(), verdict.outcome().name(), failures);
    }
    differs(rule, test, "sensitivity", test.sensitivity(), verdict.label().sensitivity(), failures);
    differs(rule, test, "urgency", test.urgency(), verdict.label().urgency(), failures);
    if (!test.categories().isEmpty()) {
      differs(rule, test, "category", test.categories(), verdict.event().categories(), failures);
    }
    EventLevel level = verdict.event().level();
    differs(rule, test, "level", test.level(), level == null ? "none" : level, failures);
  }

  /** A rule's test holds in every deployment: a spill is what its ceiling makes of the outcome. */
  private static boolean meets(@Nullable String wanted, Verdict verdict) {
    return wanted != null
        && verdict.outcome() == Outcome.SPILL
        && !wanted.equals(Outcome.SPILL.name())
        && wanted.equals(Outcome.CLASSIFIED.name()) == verdict.label().sensitivity().classified();
  }

  private static void differs(
      Rule rule,
      RuleTest test,
      String what,
      @Nullable Object wanted,
      Object was,
      List<Failure> failures) {
    if (wanted != null && !wanted.equals(was)) {
      failures.add(failure(rule, test, what + " is " + was + ", not " + wanted));
    }
  }

  private static Failure failure(Rule rule, RuleTest test, String what) {
    return new Failure(rule.id(), test.at(), what);
  }
}
