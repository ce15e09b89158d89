package org.sanwei.config.policy;

import java.util.List;

/**
 * One rule. It matches when any of its matchers does, and then raises. {@code why} is a sentence
 * for people; {@code tests} are its own examples.
 */
public record Rule(
    String id, String why, List<Matcher> matchers, Raise raises, List<RuleTest> tests) {
  public Rule {
    matchers = List.copyOf(matchers);
    tests = List.copyOf(tests);
  }
}
