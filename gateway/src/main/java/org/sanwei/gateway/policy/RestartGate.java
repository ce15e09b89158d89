package org.sanwei.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.Policy;

/**
 * Keeps out what cannot change while the gateway runs, by name: channels and outlets are connected,
 * lines are addresses and accounts of the broker, and their officers' certificates are read, at the
 * start.
 */
public final class RestartGate implements PolicyGate {
  private final Policy started;

  /**
   * @param started the policy of this start
   */
  public RestartGate(Policy started) {
    this.started = started;
  }

  @Override
  public PolicyFault.Kind kind() {
    return PolicyFault.Kind.RESTART;
  }

  @Override
  public List<Problem> objections(SignedPolicy candidate) {
    Policy policy = candidate.policy();
    List<Problem> problems = new ArrayList<>();
    changed("channels", started.channels(), policy.channels(), problems);
    changed("outlets", started.outlets(), policy.outlets(), problems);
    changed("lines", byPath(started), byPath(policy), problems);
    if (!Set.copyOf(started.spill()).equals(Set.copyOf(policy.spill()))) {
      problems.add(problem("spill"));
    }
    return problems;
  }

  private static <T> void changed(
      String what, Map<String, T> before, Map<String, T> after, List<Problem> problems) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        problems.add(problem(what + "." + name));
      }
    }
  }

  /** The order in which officers are named means nothing. */
  private static Map<String, Staff> byPath(Policy policy) {
    Map<String, Staff> lines = new TreeMap<>();
    policy.lines().forEach((line, staff) -> lines.put(line.path(), Staff.of(staff)));
    return lines;
  }

  private record Staff(Set<String> officers, String recovery) {
    static Staff of(LineStaff staff) {
      return new Staff(Set.copyOf(staff.officers()), staff.recovery());
    }
  }

  private static Problem problem(String name) {
    return new Problem(
        new SourcePos(PolicyFiles.DIRECTORY, 1, 1),
        "'" + name + "' differs from what the gateway started with",
        "restart the gateway: until then the policy before this one stays in force");
  }
}
