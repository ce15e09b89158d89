package org.sanwei.config.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.load.IntegratorRouteReader.Call;
import org.sanwei.config.policy.IntegratorRoute;

/** Which of the integrators' routes call which: one that comes round would never end. */
final class RouteCalls {
  private final Map<String, List<Call>> calls = new HashMap<>();

  void add(IntegratorRoute route, List<Call> called) {
    if (route.from() instanceof IntegratorRoute.FromRoute from) {
      calls.computeIfAbsent(from.name(), name -> new ArrayList<>()).addAll(called);
    }
  }

  /** Each send that leads back to the route it is in is a problem. */
  void cycles(List<Problem> problems) {
    calls.forEach(
        (from, all) -> {
          for (Call call : all) {
            if (reaches(call.to(), from)) {
              problems.add(
                  new Problem(
                      call.at(),
                      "direct:" + from + " comes round to itself over direct:" + call.to(),
                      "send it on to somewhere that does not lead back"));
            }
          }
        });
  }

  private boolean reaches(String from, String to) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (name.equals(to)) {
        return true;
      }
      for (Call call : calls.getOrDefault(name, List.of())) {
        if (seen.add(call.to())) {
          open.add(call.to());
        }
      }
    }
    return false;
  }
}
