package org.sanwei.gateway.policy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.prove.RuleExample;
import org.sanwei.gateway.words.Highlight;
import org.sanwei.gateway.words.WordsJudge;

/** The policy in force as people read it. Safe from many threads. */
public final class PolicyBoard {
  private final Supplier<Policy> policy;
  private final WordsJudge judge;
  private final RuleTallies tallies;
  private final Wording messages;
  private final Clock clock;

  /**
   * @param policy the one in force at the time of the call
   * @param judge judges under it
   */
  public PolicyBoard(
      Supplier<Policy> policy,
      WordsJudge judge,
      RuleTallies tallies,
      Wording messages,
      Clock clock) {
    this.policy = policy;
    this.judge = judge;
    this.tallies = tallies;
    this.messages = messages;
    this.clock = clock;
  }

  /** A rule in a list: each of its matchers, and what it raises, in words. */
  public record RuleRow(
      String id,
      String why,
      @Nullable String source,
      List<String> finds,
      List<String> raises,
      RuleTallies.Tally fired) {}

  /** The rules in the order of the files. */
  public record Rules(
      String digest, int version, @Nullable Sensitivity ceiling, int tests, List<RuleRow> rows) {}

  /** One of a rule's own examples, judged now. */
  public record Example(
      List<TryBox.Shown> shown,
      List<String> unread,
      Outcome outcome,
      Sensitivity sensitivity,
      boolean fires,
      boolean asWritten) {}

  /** A rule's page; {@code forms} are the words of those that its matchers speak of. */
  public record RulePage(RuleRow rule, List<String> forms, List<Example> examples) {}

  /** A clock in words. */
  public record ClockRow(String id, String why, String says) {}

  /** An order in words, with its text. */
  public record OrderRow(String id, String why, String says, String template) {}

  /** A line of the tree and who reads it. */
  public record LineRow(String path, List<String> officers, String recovery) {}

  /** Everything of a policy that is no rule. */
  public record Office(
      Map<String, ChannelKind> channels,
      Map<String, Sensitivity> outlets,
      List<LineRow> lines,
      List<String> spill,
      List<OrderRow> orders,
      List<ClockRow> clocks) {}

  /** All rules. */
  public Rules rules(Locale locale) {
    Policy now = policy.get();
    Map<String, RuleTallies.Tally> fired = tallies.at(clock.instant());
    RuleSpeech speech = new RuleSpeech(messages, locale);
    return new Rules(
        now.digest(),
        now.version(),
        now.ceiling(),
        now.rules().stream().mapToInt(rule -> rule.tests().size()).sum(),
        now.rules().stream().map(rule -> row(rule, fired, speech)).toList());
  }

  /** One rule; empty when the policy in force has none of that id. */
  Optional<RulePage> rule(String id, Locale locale) {
    Policy now = policy.get();
    return now.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .map(
            rule ->
                new RulePage(
                    row(rule, tallies.at(clock.instant()), new RuleSpeech(messages, locale)),
                    RuleSpeech.forms(rule).stream().map(Form::word).toList(),
                    rule.tests().stream().map(test -> example(rule, test, now)).toList()));
  }

  /** Channels, outlets, lines, orders and clocks. */
  public Office office(Locale locale) {
    Policy now = policy.get();
    RuleSpeech speech = new RuleSpeech(messages, locale);
    List<LineRow> lines = new ArrayList<>();
    now.lines().keySet().stream()
        .sorted(Comparator.comparing(Line::path))
        .forEach(
            line -> {
              LineStaff staff = now.staffOf(line);
              lines.add(new LineRow(line.path(), staff.officers(), staff.recovery()));
            });
    return new Office(
        new TreeMap<>(now.channels()),
        new TreeMap<>(now.outlets()),
        lines,
        now.spill(),
        now.orders().stream()
            .map(
                order ->
                    new OrderRow(order.id(), order.why(), speech.of(order), speech.template(order)))
            .toList(),
        now.clocks().stream()
            .map(one -> new ClockRow(one.id(), one.why(), speech.of(one)))
            .toList());
  }

  private static RuleRow row(Rule rule, Map<String, RuleTallies.Tally> fired, RuleSpeech speech) {
    return new RuleRow(
        rule.id(),
        rule.why(),
        rule.source(),
        rule.matchers().stream().map(speech::of).toList(),
        speech.of(rule.raises()),
        fired.getOrDefault(rule.id(), RuleTallies.Tally.NONE));
  }

  private Example example(Rule rule, RuleTest test, Policy now) {
    RuleExample example = RuleExample.of(test, now);
    Verdict verdict = judge.judge(example.content(), example.arrival());
    boolean fires = verdict.rules().contains(rule.id());
    boolean outcome = test.outcome() == null || test.outcome().equals(verdict.outcome().name());
    List<TryBox.Shown> shown =
        example.content().parts().stream()
            .map(
                part ->
                    new TryBox.Shown(
                        part.place(), Highlight.segments(part.text(), TryBox.of(part, verdict))))
            .toList();
    return new Example(
        shown,
        test.unread().stream().sorted().map(reason -> reason.word()).toList(),
        verdict.outcome(),
        verdict.label().sensitivity(),
        fires,
        outcome && fires == test.fires());
  }
}
