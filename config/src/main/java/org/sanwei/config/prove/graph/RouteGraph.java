package org.sanwei.config.prove.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All ways of a message: what is there, what leads where, where messages come in, and what could
 * not be understood. A value; who draws it takes nodes and edges in their order.
 */
public record RouteGraph(
    Map<String, Node> nodes,
    Set<Edge> edges,
    Map<String, Set<Situation>> starts,
    List<Refusal> refusals,
    Transfer.Setting setting) {
  public RouteGraph {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    edges = Collections.unmodifiableSet(new LinkedHashSet<>(edges));
    starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
    refusals = List.copyOf(refusals);
  }

  /** Something of a route that cannot be proved: where it stands, and what it is. */
  public record Refusal(String at, String what) {
    @Override
    public String toString() {
      return at + ": " + what;
    }
  }

  /** The node of that id, which is there. */
  public Node node(String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }
}
