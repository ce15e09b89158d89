package org.sanwei.gateway.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.RouteGraph;

/** The proved graph of all routes as a picture. Safe from many threads. */
public final class RouteBoard {
  private final Supplier<Policy> policy;
  private final Function<Policy, RouteGraph> graph;
  private final Wording messages;

  /** Drawing asks the routes' engine for its model, which costs a second: once for each policy. */
  private volatile @Nullable Known known;

  private record Known(String digest, RouteMap map) {}

  /**
   * @param policy the one in force at the time of the call
   * @param graph the graph that the proof walks under a policy
   */
  public RouteBoard(Supplier<Policy> policy, Function<Policy, RouteGraph> graph, Wording messages) {
    this.policy = policy;
    this.graph = graph;
    this.messages = messages;
  }

  /** The picture; {@code because} is null when no item was asked about. */
  public record Drawn(String svg, @Nullable String because, List<Sensitivity> levels) {}

  /** What is not a channel, an outcome and a line of ours draws the whole without a way. */
  Drawn drawn(String channel, String outcome, String line, Locale locale) {
    Policy now = policy.get();
    RouteMap map = map(now);
    List<String> way = map.way(channel, end(outcome, line, now));
    String because =
        way.isEmpty()
            ? null
            : messages.say("policy.route." + outcome, new Object[] {channel, line}, locale);
    List<Sensitivity> levels =
        map.stops().stream()
            .map(RouteMap.Stop::clearance)
            .filter(Objects::nonNull)
            .distinct()
            .sorted(java.util.Comparator.reverseOrder())
            .toList();
    String title = messages.say("policy.route.title", new Object[0], locale);
    return new Drawn(RoutePicture.of(map, way, title), because, levels);
  }

  /** Where an item of this outcome rests; empty for none that we know. */
  private static String end(String outcome, String line, Policy policy) {
    boolean known = policy.lines().keySet().stream().map(Line::path).anyMatch(line::equals);
    return Map.of(
            "OPEN",
            "desk",
            "SPILL",
            "sanwei.spill",
            "HELD",
            known ? new Line(line).address() : "",
            "CLASSIFIED",
            known ? new Line(line).address() : "")
        .getOrDefault(outcome, "");
  }

  private RouteMap map(Policy now) {
    Known had = known;
    if (had == null || !had.digest().equals(now.digest())) {
      had = new Known(now.digest(), new RouteMap(graph.apply(now)));
      known = had;
    }
    return had.map();
  }
}
