package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Differences and simulations as maps, lists, words and numbers, for JSON; keys are stable. */
public final class Facts {
  private Facts() {}

  /** A difference. */
  public static Map<String, Object> of(PolicyDifference difference) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("before", difference.before());
    all.put("after", difference.after());
    all.put("loosens", difference.loosens());
    all.put("changes", difference.changes().stream().map(Facts::of).toList());
    return all;
  }

  private static Map<String, Object> of(Change change) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("subject", change.subject() == Change.Subject.RULE ? "rule" : "office");
    all.put("name", change.name());
    all.put("kind", change.kind().word());
    all.put("direction", change.direction().word());
    List<Map<String, String>> edits = new ArrayList<>();
    for (Edit edit : change.edits()) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("direction", edit.direction().word());
      one.put("zh", edit.chinese());
      one.put("en", edit.english());
      edits.add(one);
    }
    all.put("edits", edits);
    if (!(change.loosening() instanceof Loosening.None)) {
      all.put("loosening", of(change.loosening()));
    }
    return all;
  }

  private static Map<String, Object> of(Loosening loosening) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("known", loosening.word());
    if (loosening instanceof Loosening.Shown shown) {
      all.put("message", message(shown.message()));
      all.put("before", of(shown.before()));
      all.put("after", of(shown.after()));
    } else if (loosening instanceof Loosening.Covered covered) {
      all.put("rules", covered.rules());
      all.put("tried", covered.tried());
    } else if (loosening instanceof Loosening.NotFound notFound) {
      all.put("tried", notFound.tried());
    }
    return all;
  }

  /** As a test in a policy is written. */
  public static Map<String, Object> message(RuleTest message) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Zone zone : Zone.values()) {
      String text = message.texts().get(zone);
      if (text != null) {
        all.put(
            zone == Zone.BODY ? "text" : zone == Zone.FILE_NAME ? "fileName" : zone.word(), text);
      }
    }
    if (!message.unread().isEmpty()) {
      all.put("unread", message.unread().stream().sorted().map(UnreadReason::word).toList());
    }
    if (message.channel() != null) {
      all.put("channel", message.channel());
    }
    if (message.received() != null) {
      all.put("received", message.received().toString());
    }
    return all;
  }

  private static Map<String, Object> of(Verdict verdict) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("outcome", verdict.outcome().name());
    all.put("reason", verdict.reason());
    all.put("sensitivity", verdict.label().sensitivity().name());
    all.put("urgency", verdict.label().urgency().name());
    all.put("line", verdict.label().lineOrRoot().path());
    all.put("rules", verdict.rules());
    return all;
  }

  /** A simulation, with the names of messages that it kept. */
  public static Map<String, Object> of(Simulation.Report report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("messages", report.messages());
    for (Shift shift : Shift.values()) {
      all.put(shift.word(), report.of(shift));
    }
    List<Map<String, Object>> moves = new ArrayList<>();
    for (Simulation.Move move : report.moves()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("from", move.from().name());
      one.put("to", move.to().name());
      one.put("messages", move.messages());
      moves.add(one);
    }
    all.put("moves", moves);
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Simulation.RuleEffect effect : report.rules()) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("rule", effect.rule());
      rule.put("before", effect.before());
      rule.put("after", effect.after());
      rule.put("lost", effect.lost());
      rule.put("gained", effect.gained());
      rule.put("examples", effect.named());
      rules.add(rule);
    }
    all.put("rules", rules);
    List<Map<String, Object>> changed = new ArrayList<>();
    for (Simulation.Changed one : report.changed()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("name", one.name());
      told.put("shift", one.shift().word());
      told.put("from", one.from().name());
      told.put("to", one.to().name());
      changed.add(told);
    }
    all.put("changed", changed);
    return all;
  }
}
