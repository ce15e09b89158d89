package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.Zone;

/**
 * Looks for messages that show a loosening, and judges each by both engines. Not safe from many
 * threads.
 */
final class Examples {
  /** The most messages tried for one change: a difference is bounded however large the policies. */
  private static final int MOST_TRIED = 1_000;

  private static final int MOST_MADE = 600;

  /** The same for a whole difference; what comes after is told without an example. */
  private static final int MOST_TRIED_IN_ALL = 100_000;

  private int left = MOST_TRIED_IN_ALL;

  private final Policy before;
  private final Judge old;
  private final Judge now;
  private final Drafts drafts;

  Examples(Policy before, Policy after) {
    this.before = before;
    this.old = new Judge(before);
    this.now = new Judge(after);
    this.drafts = new Drafts(before);
  }

  /**
   * What there is to show of a rule that finds no more, or raises no more, what these find.
   *
   * @param raisesLess whether it raises less where it still matches
   */
  Loosening of(Rule rule, List<Matcher> lost, boolean raisesLess) {
    int share = Math.max(20, MOST_MADE / Math.max(1, lost.size()));
    Stream<RuleTest> made =
        lost.stream().flatMap(one -> drafts.of(one).stream().limit(share)).map(Draft::test);
    Stream<RuleTest> own =
        Stream.concat(rule.tests().stream(), replaced(rule.tests(), rule.matchers(), lost));
    return search(Stream.concat(own, made), rule.id(), raisesLess);
  }

  /**
   * What there is to show of a change that is not one rule's.
   *
   * @param near matchers that may find less for it
   */
  Loosening ofOffice(Stream<Matcher> near) {
    Stream<RuleTest> tests = before.rules().stream().flatMap(rule -> rule.tests().stream());
    Stream<RuleTest> made = near.flatMap(one -> drafts.of(one).stream()).map(Draft::test);
    return search(Stream.concat(tests, made), "", false);
  }

  private Loosening search(Stream<RuleTest> messages, String rule, boolean raisesLess) {
    boolean any = rule.isEmpty();
    int tried = 0;
    Set<String> covering = new TreeSet<>();
    for (RuleTest message : messages.limit(Math.min(left, MOST_TRIED)).toList()) {
      left--;
      RuleExample example = RuleExample.of(message, before);
      Verdict was = old.judge(example.content(), example.arrival());
      if (!any && !was.rules().contains(rule)) {
        continue;
      }
      Verdict is = now.judge(example.content(), example.arrival());
      if (Shift.between(was, is).lowers()) {
        return new Loosening.Shown(message, was, is);
      }
      if (any || raisesLess || !is.rules().contains(rule)) {
        tried++;
        covering.addAll(is.rules());
      }
    }
    return any || tried == 0
        ? new Loosening.NotFound(tried)
        : new Loosening.Covered(List.copyOf(covering), tried);
  }

  /** The rule's own tests with another of its words where one stands. */
  private static Stream<RuleTest> replaced(
      List<RuleTest> tests, List<Matcher> matchers, List<Matcher> lost) {
    List<RuleTest> made = new ArrayList<>();
    List<String> words = matchers.stream().flatMap(Examples::words).distinct().limit(20).toList();
    for (String other : lost.stream().flatMap(Examples::words).distinct().limit(20).toList()) {
      for (RuleTest test : tests) {
        for (String word : words) {
          if (test.texts().values().stream().anyMatch(text -> text.contains(word))) {
            made.add(with(test, word, other));
          }
        }
      }
    }
    return made.stream();
  }

  private static RuleTest with(RuleTest test, String word, String other) {
    Draft draft = new Draft(Map.of(), test.unread(), test.channel(), test.received(), test.facts());
    for (Zone zone : Zone.values()) {
      String text = test.texts().get(zone);
      if (text != null) {
        draft = draft.and(Draft.text(zone, text.replace(word, other)));
      }
    }
    return draft.test();
  }

  private static Stream<String> words(Matcher matcher) {
    if (matcher instanceof Matcher.Words words) {
      return words.words().stream();
    }
    return matcher instanceof Matcher.All all
        ? all.of().stream().flatMap(Examples::words)
        : Stream.of();
  }
}
