package org.sanwei.config.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule. It matches when any of its matchers does, and then raises. {@code why} is a sentence
 * for people; {@code source} the law, standard or practice that it comes from, null when nobody
 * wrote it down; {@code tests} are its own examples.
 */
public record Rule(
    String id,
    String why,
    @Nullable String source,
    List<Matcher> matchers,
    Raise raises,
    List<RuleTest> tests) {
  /** Without a source. */
  public Rule(String id, String why, List<Matcher> matchers, Raise raises, List<RuleTest> tests) {
    this(id, why, null, matchers, raises, tests);
  }

  public Rule {
    matchers = List.copyOf(matchers);
    tests = List.copyOf(tests);
  }
}
