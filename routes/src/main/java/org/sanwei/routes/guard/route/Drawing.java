package org.sanwei.routes.guard.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.prove.graph.Edge;
import org.sanwei.config.prove.graph.Edge.Way;
import org.sanwei.config.prove.graph.Node;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.config.prove.graph.RouteGraph.Refusal;
import org.sanwei.config.prove.graph.Situation;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.config.prove.graph.When;

/** A graph in the making. Not thread-safe. */
final class Drawing {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final Map<String, Set<Situation>> starts = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /** Adds a place once; the same one again changes nothing. */
  String place(Node.Place place) {
    nodes.putIfAbsent(place.id(), place);
    return place.id();
  }

  /** Adds a step under this id, or under one beside it when that is taken. */
  String step(String id, String words, Transfer transfer) {
    String free = free(id);
    nodes.put(free, new Node.Step(free, words, transfer));
    return free;
  }

  String end(String id, String words) {
    String free = free(id);
    nodes.put(free, new Node.End(free, words));
    return free;
  }

  private String free(String id) {
    String free = id;
    for (int again = 2; nodes.containsKey(free); again++) {
      free = id + "#" + again;
    }
    return free;
  }

  void edge(String from, Way way, String to) {
    edges.add(Edge.of(from, way, to));
  }

  void edge(String from, Way way, String to, When when) {
    edges.add(new Edge(from, to, way, when));
  }

  void start(String node, Set<Situation> situations) {
    starts.computeIfAbsent(node, id -> new LinkedHashSet<>()).addAll(situations);
  }

  void refuse(String at, String what) {
    refusals.add(new Refusal(at, what));
  }

  boolean has(String node) {
    return nodes.containsKey(node);
  }

  RouteGraph done(Transfer.Setting setting) {
    return new RouteGraph(nodes, edges, starts, refusals, setting);
  }
}
