package org.sanwei.config.prove;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.Zone;

/** Runs the tests that stand beside the rules of a policy. */
public final class PolicyTests {
  private final Policy policy;
  private final Judge judge;

  PolicyTests(Policy policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
  }

  /** A test that did not come out as written: its rule, its file and line, and what differs. */
  public record Failure(String rule, String at, String what) {
    @Override
    public String toString() {
      return at + ": rule '" + rule + "': " + what;
    }
  }

  int count() {
    return policy.rules().stream().mapToInt(rule -> rule.tests().size()).sum();
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      for (RuleTest test : rule.tests()) {
        run(rule, test, failures);
      }
    }
    return failures;
  }

  private void run(Rule rule, RuleTest test, List<Failure> failures) {
    Verdict verdict = judge.judge(content(test), arrival(test));
    boolean fired = verdict.rules().contains(rule.id());
    if (fired != test.fires()) {
      failures.add(failure(rule, test, fired ? "matches, but should not" : "does not match"));
    }
    differs(rule, test, "outcome", test.outcome(), verdict.outcome().name(), failures);
    differs(rule, test, "sensitivity", test.sensitivity(), verdict.label().sensitivity(), failures);
    differs(rule, test, "urgency", test.urgency(), verdict.label().urgency(), failures);
    if (!test.categories().isEmpty()) {
      differs(rule, test, "category", test.categories(), verdict.event().categories(), failures);
    }
    EventLevel level = verdict.event().level();
    differs(rule, test, "level", test.level(), level == null ? "none" : level, failures);
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

  private static Content content(RuleTest test) {
    List<Part> parts = new ArrayList<>();
    for (Place place : Place.values()) {
      String text = test.texts().get(Zone.valueOf(place.name()));
      if (text != null) {
        parts.add(new Part(Zone.valueOf(place.name()).word(), place, text));
      }
    }
    List<Unread> unread =
        test.unread().stream().sorted().map(reason -> new Unread("unread", reason)).toList();
    return new Content(parts, unread, test.facts());
  }

  private Arrival arrival(RuleTest test) {
    LocalDateTime received = test.received();
    return new Arrival(
        test.channel() == null ? "" : test.channel(),
        test.texts().getOrDefault(Zone.SENDER, ""),
        received == null ? Instant.EPOCH : received.atZone(policy.zone()).toInstant());
  }
}
