package org.sanwei.config.prove.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Node.End;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Node.Step;
import org.sanwei.config.prove.graph.Proof.Breach;
import org.sanwei.config.prove.graph.Proof.Stop;

/**
 * Walks every way of every message of a graph, breadth first, so that the first breach found has a
 * shortest path. The states are finite: each node with each situation that can come there. Pure.
 */
public final class Prover {
  private final RouteGraph graph;
  private final Map<String, List<Edge>> out = new HashMap<>();
  private final Map<State, @Nullable State> cameFrom = new LinkedHashMap<>();
  private final ArrayDeque<State> toWalk = new ArrayDeque<>();
  private Proof.@Nullable Broken broken;

  private record State(String node, Situation situation) {}

  private Prover(RouteGraph graph) {
    this.graph = graph;
    for (Edge edge : graph.edges()) {
      out.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge);
    }
  }

  /** Proves the graph, or says what is in the way. */
  public static Proof prove(RouteGraph graph) {
    if (!graph.refusals().isEmpty()) {
      return new Proof.Refused(graph.refusals());
    }
    return new Prover(graph).walk();
  }

  private Proof walk() {
    graph.starts().forEach((node, all) -> all.forEach(one -> reach(null, node, one)));
    while (broken == null && !toWalk.isEmpty()) {
      State state = toWalk.remove();
      Node node = graph.node(state.node());
      if (node instanceof Step step) {
        through(state, step);
      } else if (node instanceof Place place) {
        from(state, place);
      } else {
        atTheEnd(state, (End) node);
      }
    }
    if (broken != null) {
      return broken;
    }
    return new Proof.Holds(cameFrom.size(), graph.nodes().size());
  }

  private void through(State state, Step step) {
    Situation in = state.situation();
    Set<Situation> made = step.transfer().of(in, graph.setting());
    Set<Situation> whenFailing = new LinkedHashSet<>(made);
    // A step may fail before it has done anything, and after.
    whenFailing.add(in);
    for (Situation one : made) {
      boolean lower = one.level().compareTo(in.level()) < 0 && one.stage() != Stage.FACTS;
      if (lower && !step.transfer().mayMake(one, in)) {
        breach(
            state, Breach.LOWERED, step.id() + " 降了密级，却不是可信的一步 / lowers without being trusted to");
        return;
      }
    }
    List<Edge> edges = out.getOrDefault(step.id(), List.of());
    boolean inRoute = edges.stream().anyMatch(edge -> edge.way() == Edge.Way.NEXT);
    if (made.isEmpty() && (inRoute || step.transfer() == Transfer.FAIL)) {
      breach(
          state,
          Breach.DEAD_END,
          step.id() + " 总是出错，谁也收不到 / always fails for it, and nobody gets it");
      return;
    }
    for (Edge edge : edges) {
      follow(state, edge, edge.way() == Edge.Way.FAILS ? whenFailing : made);
    }
  }

  private void from(State state, Place place) {
    List<Edge> edges = out.getOrDefault(place.id(), List.of());
    edges.forEach(edge -> follow(state, edge, Set.of(state.situation())));
    if (!place.rests() && edges.stream().noneMatch(edge -> edge.when().lets(state.situation()))) {
      breach(
          state,
          Breach.DEAD_END,
          place.id() + " 之后无处可去，也没有人收 / nobody takes it from " + place.id());
    }
  }

  private void atTheEnd(State state, End end) {
    List<Edge> edges = out.getOrDefault(end.id(), List.of());
    edges.forEach(edge -> follow(state, edge, Set.of(state.situation())));
    boolean called = edges.stream().anyMatch(edge -> edge.way() == Edge.Way.RETURN);
    if (!called && !state.situation().kept()) {
      breach(state, Breach.DEAD_END, end.words() + " 到头了，却没有人收下 / ends, and nobody has kept it");
    }
  }

  private void follow(State state, Edge edge, Set<Situation> situations) {
    for (Situation situation : situations) {
      if (broken == null && edge.when().lets(situation)) {
        reach(state, edge.to(), arriving(edge, situation));
      }
    }
  }

  /** What is put somewhere is there and not yet kept by whoever takes it from there. */
  private Situation arriving(Edge edge, Situation situation) {
    boolean put = graph.node(edge.to()) instanceof Place place && !place.rests();
    return put ? situation.notKept() : situation;
  }

  private void reach(@Nullable State from, String node, Situation situation) {
    State state = new State(node, situation);
    if (cameFrom.containsKey(state)) {
      return;
    }
    cameFrom.put(state, from);
    if (graph.node(node) instanceof Place place) {
      refusedAt(place, situation).ifPresent(breach -> breach(state, breach, why(breach, place)));
    }
    toWalk.add(state);
  }

  private static Optional<Breach> refusedAt(Place place, Situation s) {
    if (s.level().compareTo(place.clearance()) > 0) {
      return Optional.of(Breach.TOO_LOW);
    }
    if (!place.admits().contains(s.form()) || !place.stages().contains(s.stage())) {
      return Optional.of(Breach.WRONG_TYPE);
    }
    return place.approvals().contains(s.approval())
        ? Optional.empty()
        : Optional.of(Breach.NOT_APPROVED);
  }

  private static String why(Breach breach, Place place) {
    String where = place.id() + " (" + place.clearance().chinese() + " " + place.clearance() + ")";
    return switch (breach) {
      case TOO_LOW -> where + " 够不上它的密级 / is not cleared for it";
      case WRONG_TYPE -> where + " 不收这种类型 / does not admit its type";
      default -> where + " 没有应有的签字 / needs a signature that it has not";
    };
  }

  private void breach(State state, Breach breach, String why) {
    if (broken != null) {
      return;
    }
    List<Stop> path = new ArrayList<>();
    for (State at = state; at != null; at = cameFrom.get(at)) {
      path.add(new Stop(at.node(), graph.node(at.node()).words(), at.situation()));
    }
    Collections.reverse(path);
    broken = new Proof.Broken(breach, why, path);
  }
}
