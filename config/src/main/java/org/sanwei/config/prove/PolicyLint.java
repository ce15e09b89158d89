package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.NormalForm;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.config.load.SourcedPolicy;
import org.sanwei.config.load.Sources;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/**
 * What in a policy is well written and does nothing: words that no text ever holds once it is
 * folded, words that are excused always, rules and matchers that another one makes needless,
 * sources that do not exist. Whoever wrote such a rule believes in a protection that is not there.
 */
final class PolicyLint {
  private final Policy policy;
  private final Sources sources;
  private final List<Problem> problems = new ArrayList<>();

  private PolicyLint(SourcedPolicy sourced) {
    this.policy = sourced.policy();
    this.sources = sourced.sources();
  }

  /** All of it, in the order of the rules. */
  static List<Problem> of(SourcedPolicy sourced) {
    PolicyLint lint = new PolicyLint(sourced);
    List<Rule> rules = sourced.policy().rules();
    for (int i = 0; i < rules.size(); i++) {
      lint.rule(rules.get(i), i);
    }
    return lint.problems;
  }

  private void rule(Rule rule, int index) {
    Rule by = coveredBy(rule, index);
    if (by != null) {
      add(
          sources.rule(rule.id()),
          "rule '"
              + rule.id()
              + "' changes nothing: '"
              + by.id()
              + "' matches all that it does and raises as high",
          "remove it, or say in it what '" + by.id() + "' does not find");
    }
    List<Matcher> matchers = rule.matchers();
    for (int i = 0; i < matchers.size(); i++) {
      Matcher matcher = matchers.get(i);
      for (int j = 0; j < matchers.size(); j++) {
        if (needless(matchers, i, j)) {
          add(
              sources.at(matcher, ""),
              "rule '" + rule.id() + "' finds all of this by another matcher, its " + ordinal(j),
              "remove one of the two");
          break;
        }
      }
      matcher(matcher);
    }
  }

  /** Of two that cover each other the later one is needless. */
  private static boolean needless(List<Matcher> matchers, int i, int j) {
    return i != j
        && Covers.covers(matchers.get(j), matchers.get(i))
        && (j < i || !Covers.covers(matchers.get(i), matchers.get(j)));
  }

  private static String ordinal(int index) {
    return "no. " + (index + 1);
  }

  private @Nullable Rule coveredBy(Rule rule, int index) {
    List<Rule> rules = policy.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule other = rules.get(i);
      if (i != index && Covers.covers(other, rule) && (i < index || !Covers.covers(rule, other))) {
        return other;
      }
    }
    return null;
  }

  private void matcher(Matcher matcher) {
    if (matcher instanceof Matcher.All all) {
      all.of().forEach(this::matcher);
    } else if (matcher instanceof Matcher.Words words) {
      once(matcher, "words", words.words());
      if (!words.misread()) {
        excuses(words);
      }
      expression(matcher, "before", words.surroundings().before(), false);
      expression(matcher, "notBefore", words.surroundings().notBefore(), false);
      expression(matcher, "after", words.surroundings().after(), false);
      expression(matcher, "notAfter", words.surroundings().notAfter(), false);
    } else if (matcher instanceof Matcher.Near near) {
      once(matcher, "near", near.one());
      once(matcher, "to", near.other());
    } else if (matcher instanceof Matcher.Amount amount) {
      once(matcher, "amount", amount.words());
    } else if (matcher instanceof Matcher.Expression expression) {
      expression(matcher, "pattern", expression.re2(), true);
    } else if (matcher instanceof Matcher.Source source) {
      kinds(source);
    }
  }

  /** Two words that read the same once folded. */
  private void once(Matcher matcher, String key, List<String> words) {
    Map<String, String> seen = new HashMap<>();
    for (String word : words) {
      String before = seen.putIfAbsent(NormalForm.ofWord(word), word);
      if (before != null) {
        add(
            sources.at(matcher, key, word),
            "'" + word + "' reads the same as '" + before + "' once width and variants are folded",
            "remove one of the two");
      }
    }
  }

  private void excuses(Matcher.Words words) {
    once(words, "unless", words.unless());
    for (String phrase : words.unless()) {
      String seen = NormalForm.ofWord(phrase);
      List<String> pieces =
          words.words().stream().filter(word -> seen.contains(NormalForm.ofWord(word))).toList();
      if (pieces.isEmpty()) {
        add(
            sources.at(words, "unless", phrase),
            "'" + phrase + "' excuses nothing: none of the words is a piece of it",
            "remove it, or correct it to a longer phrase that holds one of the words");
      }
      for (String piece : pieces) {
        if (NormalForm.ofWord(piece).equals(seen)) {
          add(
              sources.at(words, "words", piece),
              "'" + piece + "' can never match: unless excuses that very word",
              "remove it from words, or from unless");
        }
      }
    }
  }

  private void expression(Matcher matcher, String key, @Nullable String re2, boolean spaced) {
    if (re2 == null) {
      return;
    }
    NormalForm.impossible(re2, spaced)
        .ifPresent(
            never ->
                add(
                    sources.at(matcher, key),
                    "'" + never.asked() + "' stands in no text once it is folded",
                    "write '" + never.seen() + "', as the judge sees it"));
  }

  private void kinds(Matcher.Source source) {
    Set<ChannelKind> there = Set.copyOf(policy.channels().values());
    boolean any = !source.channels().isEmpty() || source.kinds().stream().anyMatch(there::contains);
    if (!any) {
      add(
          sources.at(source, "kinds"),
          "no channel is of these kinds, so this never matches",
          "name a kind that stands under channels:, or remove it");
    }
  }

  private void add(SourcePos at, String what, String fix) {
    problems.add(new Problem(at, what, fix));
  }
}
