package org.sanwei.gateway.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.prove.Facts;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.config.prove.Shift;
import org.sanwei.config.prove.Simulation;

/** A run as the interface tells it; counts of what items say are {@link Coarse}. */
final class RunJson {
  private RunJson() {}

  static Map<String, Object> of(Run run) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", run.id());
    all.put("state", run.state());
    all.put("startedAt", run.startedAt());
    all.put("days", run.days());
    all.put("candidate", run.candidate());
    all.put("policy", run.policy());
    all.put("total", run.total());
    all.put("judged", run.judged());
    PolicyDifference difference = run.difference();
    if (difference != null) {
      all.put("difference", Facts.of(difference));
    }
    Simulation.Report report = run.report();
    if (report != null) {
      all.put("open", open(report));
      all.put("cards", run.cards());
    }
    return all;
  }

  private static Map<String, Object> open(Simulation.Report report) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Shift shift : Shift.values()) {
      all.put(shift.word(), Coarse.of(report.of(shift)));
    }
    all.put("moves", moves(report));
    all.put("rules", rules(report));
    all.put("newOrChanged", newOrChanged(report));
    return all;
  }

  /** A line of the table of outcomes. */
  record Move(String from, String to, Coarse messages) {}

  /** All there could be: one that is not listed would say that there is none. */
  static List<Move> moves(Simulation.Report report) {
    List<Move> moves = new ArrayList<>();
    for (Outcome from : Outcome.values()) {
      for (Outcome to : Outcome.values()) {
        long messages =
            report.moves().stream()
                .filter(move -> move.from() == from && move.to() == to)
                .mapToLong(Simulation.Move::messages)
                .sum();
        moves.add(new Move(from.name(), to.name(), Coarse.of(messages)));
      }
    }
    return moves;
  }

  /** What became of a rule's matches. */
  record Rule(String rule, Coarse before, Coarse after, Coarse lost, Coarse gained) {}

  /**
   * Of those that matched five or more: that one is there would say that it matched at all. Rules
   * that are new or look for something else are the author's questions, and not among them.
   */
  static List<Rule> rules(Simulation.Report report) {
    List<Rule> rules = new ArrayList<>();
    for (Simulation.RuleEffect effect : report.rules()) {
      if (report.otherwise().contains(effect.rule())) {
        continue;
      }
      Rule rule =
          new Rule(
              effect.rule(),
              Coarse.of(effect.before()),
              Coarse.of(effect.after()),
              Coarse.of(effect.lost()),
              Coarse.of(effect.gained()));
      if (rule.before().atLeast() > 0 || rule.after().atLeast() > 0) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /**
   * The messages that any new or changed rule matches, each once: one answer, however many rules
   * ask. A sum over rules would tell more, since a rule written five times counts five times.
   */
  static Coarse newOrChanged(Simulation.Report report) {
    return Coarse.of(report.found());
  }
}
