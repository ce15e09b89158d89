package org.sanwei.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;

/**
 * What one policy changes in another: files, rules, sections, by name. Whether that loosens or
 * tightens is not said here. Pure.
 */
final class PolicyChanges {
  private PolicyChanges() {}

  /** One line a file and a rule and a section that differs: + added, - removed, ~ changed. */
  static List<String> between(
      List<Manifest.Entry> filesBefore,
      Policy before,
      List<Manifest.Entry> filesAfter,
      Policy after) {
    List<String> lines = new ArrayList<>();
    lines("文件 file", files(filesBefore), files(filesAfter), lines);
    lines("规则 rule", rules(before), rules(after), lines);
    lines("设置 setting", settings(before), settings(after), lines);
    return lines;
  }

  private static Map<String, Object> files(List<Manifest.Entry> entries) {
    Map<String, Object> files = new TreeMap<>();
    entries.forEach(entry -> files.put(entry.name(), entry));
    return files;
  }

  private static Map<String, Object> rules(Policy policy) {
    Map<String, Object> rules = new TreeMap<>();
    policy.rules().forEach(rule -> rules.put(rule.id(), wherever(rule)));
    return rules;
  }

  /** A rule that only moved to another line is the same rule. */
  private static Rule wherever(Rule rule) {
    return new Rule(
        rule.id(),
        rule.why(),
        rule.matchers(),
        rule.raises(),
        rule.tests().stream().map(PolicyChanges::wherever).toList());
  }

  private static RuleTest wherever(RuleTest test) {
    return new RuleTest(
        "",
        test.texts(),
        test.unread(),
        test.channel(),
        test.received(),
        test.fires(),
        test.outcome(),
        test.sensitivity(),
        test.urgency(),
        test.categories(),
        test.level());
  }

  private static Map<String, Object> settings(Policy policy) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("version", policy.version());
    if (policy.ceiling() != null) {
      settings.put("ceiling", policy.ceiling());
    }
    settings.put("marks", policy.marks());
    settings.put("silence", policy.silence());
    settings.put("spill", Set.copyOf(policy.spill()));
    settings.put("zone", policy.zone());
    policy.channels().forEach((name, kind) -> settings.put("channels." + name, kind));
    policy.outlets().forEach((name, highest) -> settings.put("outlets." + name, highest));
    policy.lines().forEach((line, staff) -> settings.put("lines." + line.path(), staff));
    return settings;
  }

  private static void lines(
      String what, Map<String, Object> before, Map<String, Object> after, List<String> into) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      if (!before.containsKey(name)) {
        into.add("  + " + what + "  " + name);
      } else if (!after.containsKey(name)) {
        into.add("  - " + what + "  " + name);
      } else if (!Objects.equals(before.get(name), after.get(name))) {
        into.add("  ~ " + what + "  " + name);
      }
    }
  }
}
