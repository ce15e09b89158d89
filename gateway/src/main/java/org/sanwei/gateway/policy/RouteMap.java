package org.sanwei.gateway.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.prove.graph.Edge;
import org.sanwei.config.prove.graph.Node;
import org.sanwei.config.prove.graph.RouteGraph;

/**
 * The graph of the proof as people look at it: the places where a message can be, the few steps at
 * which somebody or something decides, and nothing of what lies between. Immutable.
 */
public final class RouteMap {
  /** The step at which the policy decides. */
  public static final String JUDGE = "judge-judge";

  private static final String CHANNEL = "channel:";
  private static final String SENDERS = "senders";

  /** Steps that are decisions, by how their ids begin. */
  private static final List<String> DECISIONS = List.of(JUDGE, "officers:", "sign:", "raise");

  private final Map<String, Stop> stops = new LinkedHashMap<>();
  private final List<Leg> legs = new ArrayList<>();

  /** A place, or a decision ({@code clearance} is null then). */
  public record Stop(String id, String words, @Nullable Sensitivity clearance, boolean outside) {}

  /** From one to another; {@code failing} when only errors go there. */
  public record Leg(String from, String to, boolean failing) {}

  public RouteMap(RouteGraph graph) {
    Map<String, List<Edge>> out = new HashMap<>();
    graph.edges().forEach(e -> out.computeIfAbsent(e.from(), id -> new ArrayList<>()).add(e));
    for (Node node : graph.nodes().values()) {
      if (stops(node)) {
        stops.putIfAbsent(id(node.id()), stop(node));
      }
    }
    Map<List<String>, Boolean> found = new LinkedHashMap<>();
    for (Node node : graph.nodes().values()) {
      if (stops(node)) {
        from(graph, out, node.id(), found);
      }
    }
    found.forEach((ends, failing) -> legs.add(new Leg(ends.get(0), ends.get(1), failing)));
  }

  /** In the graph's order. */
  public List<Stop> stops() {
    return List.copyOf(stops.values());
  }

  public List<Leg> legs() {
    return Collections.unmodifiableList(legs);
  }

  /** How many legs it is from a channel; what none leads to stands last. */
  Map<String, Integer> layers() {
    Map<String, Integer> layers = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    for (String id : stops.keySet()) {
      if (id.startsWith(CHANNEL)) {
        layers.put(id, 0);
        next.add(id);
      }
    }
    while (!next.isEmpty()) {
      String at = next.remove();
      for (Leg leg : legs) {
        if (leg.from().equals(at) && !layers.containsKey(leg.to())) {
          layers.put(leg.to(), layers.getOrDefault(at, 0) + 1);
          next.add(leg.to());
        }
      }
    }
    int last = layers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    stops.keySet().forEach(id -> layers.putIfAbsent(id, last + 1));
    return layers;
  }

  /**
   * The shortest way of a message of this channel to a place, by way of the judge; empty when there
   * is none.
   */
  public List<String> way(String channel, String place) {
    List<String> judged = shortest(CHANNEL + channel, JUDGE);
    List<String> gone = shortest(JUDGE, place);
    if (judged.isEmpty() || gone.isEmpty()) {
      return List.of();
    }
    List<String> way = new ArrayList<>(judged);
    way.addAll(gone.subList(1, gone.size()));
    return way;
  }

  private List<String> shortest(String start, String place) {
    if (!stops.containsKey(start) || !stops.containsKey(place)) {
      return List.of();
    }
    Map<String, String> before = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    Set<String> seen = new HashSet<>(Set.of(start));
    while (!next.isEmpty() && !seen.contains(place)) {
      String at = next.remove();
      for (Leg leg : legs) {
        if (leg.from().equals(at) && !leg.failing() && seen.add(leg.to())) {
          before.put(leg.to(), at);
          next.add(leg.to());
        }
      }
    }
    List<String> way = new ArrayList<>();
    for (String at = seen.contains(place) ? place : null; at != null; at = before.get(at)) {
      way.add(0, at);
    }
    return way;
  }

  private void from(
      RouteGraph graph, Map<String, List<Edge>> out, String id, Map<List<String>, Boolean> found) {
    record At(String node, boolean failing) {}
    Deque<At> next = new ArrayDeque<>(List.of(new At(id, false)));
    Set<At> seen = new HashSet<>();
    while (!next.isEmpty()) {
      At at = next.remove();
      for (Edge edge : out.getOrDefault(at.node(), List.of())) {
        At to = new At(edge.to(), at.failing() || edge.way() == Edge.Way.FAILS);
        if (stops(graph.node(edge.to()))) {
          if (!id(id).equals(id(edge.to()))) {
            found.merge(List.of(id(id), id(edge.to())), to.failing(), (a, b) -> a && b);
          }
        } else if (seen.add(to)) {
          next.add(to);
        }
      }
    }
  }

  private static boolean stops(Node node) {
    return node instanceof Node.Place
        || (node instanceof Node.Step && DECISIONS.stream().anyMatch(node.id()::startsWith));
  }

  /** All senders are one: nothing but a receipt goes to any of them. */
  private static String id(String id) {
    return id.startsWith("sender:") ? SENDERS : id;
  }

  private static Stop stop(Node node) {
    return node instanceof Node.Place place
        ? new Stop(id(place.id()), place.words(), place.clearance(), place.outside())
        : new Stop(node.id(), node.id().equals(JUDGE) ? "按规则判定 judged" : node.words(), null, false);
  }
}
