package org.sanwei.config.prove;

import java.util.List;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.RuleTest;

/**
 * What is known of a loosening beyond that it is one. Messages are made from the words of the two
 * policies, or are their own tests: never anybody's mail.
 */
public sealed interface Loosening {

  /** A word for JSON. */
  String word();

  /** Nothing is loosened. */
  record None() implements Loosening {
    @Override
    public String word() {
      return "none";
    }
  }

  /** Both engines judged this message, and the new one lower. */
  record Shown(RuleTest message, Verdict before, Verdict after) implements Loosening {
    @Override
    public String word() {
      return "shown";
    }
  }

  /**
   * Of all messages tried on which the old rule matched none came out lower, for these other rules
   * match them. It does not follow that none would.
   */
  record Covered(List<String> rules, int tried) implements Loosening {
    public Covered {
      rules = List.copyOf(rules);
    }

    @Override
    public String word() {
      return "covered";
    }
  }

  /** No message was found that the old policy judges higher: treat it as a loosening. */
  record NotFound(int tried) implements Loosening {
    @Override
    public String word() {
      return "not-found";
    }
  }

  /** No verdict changes: it is about who may see, or where a message may go. */
  record NotOfVerdicts() implements Loosening {
    @Override
    public String word() {
      return "not-of-verdicts";
    }
  }
}
