package org.sanwei.routes.guard.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.sanwei.config.prove.graph.Edge.Way;
import org.sanwei.config.prove.graph.Node.Place;

/** All routes of one context, drawn into one graph. Not thread-safe. */
final class GraphReading {
  private final ModelCamelContext context;
  private final Drawing drawing;
  private final KnownSteps steps;
  private final Function<String, Optional<Place>> sources;
  private final Function<String, Optional<Place>> targets;
  private final List<InterceptSendToEndpointDefinition> intercepts = new ArrayList<>();

  /**
   * @param sources the place behind an endpoint that is consumed; empty for none of ours
   * @param targets the place behind an endpoint that is sent to; empty for one nobody cleared
   */
  GraphReading(
      ModelCamelContext context,
      Drawing drawing,
      KnownSteps steps,
      Function<String, Optional<Place>> sources,
      Function<String, Optional<Place>> targets) {
    this.context = context;
    this.drawing = drawing;
    this.steps = steps;
    this.sources = sources;
    this.targets = targets;
  }

  void read() {
    context
        .getCamelContextExtension()
        .getInterceptStrategies()
        .forEach(
            strategy ->
                drawing.refuse("context", "has the interceptor " + strategy.getClass().getName()));
    if (!context.getRestDefinitions().isEmpty()
        || !context.getRouteConfigurationDefinitions().isEmpty()
        || !context.getRouteTemplateDefinitions().isEmpty()) {
      drawing.refuse("context", "has rest services, route configurations or templates");
    }
    List<RouteDefinition> definitions = context.getRouteDefinitions();
    for (RouteDefinition definition : definitions) {
      for (ProcessorDefinition<?> output : definition.getOutputs()) {
        if ((Object) output instanceof InterceptSendToEndpointDefinition intercept
            && !intercepts.contains(intercept)) {
          intercepts.add(intercept);
        }
      }
    }
    List<RouteReading> routes = new ArrayList<>();
    for (RouteDefinition definition : definitions) {
      RouteReading reading = new RouteReading(this, drawing, definition);
      reading.read();
      routes.add(reading);
    }
    Map<RouteReading, List<RouteReading>> callers = new HashMap<>();
    for (int i = 0; i < routes.size(); i++) {
      RouteReading called = routes.get(i);
      called.originals();
      sources
          .apply(definitions.get(i).getInput().getEndpointUri())
          .ifPresent(place -> callers.put(called, called(called, place, routes)));
    }
    callers.forEach(
        (called, direct) -> {
          Set<RouteReading> above = new LinkedHashSet<>();
          climb(direct, callers, above);
          above.forEach(called::failsInto);
        });
  }

  /** Links a called route back to its callers; gives these. */
  private List<RouteReading> called(RouteReading called, Place place, List<RouteReading> routes) {
    List<RouteReading> direct = new ArrayList<>();
    for (RouteReading caller : routes) {
      for (FlowReading.Called call : caller.calls()) {
        if (call.endpoint().equals(place.id())) {
          drawing.edge(called.end(), Way.RETURN, call.back());
          called.failsInto(call);
          direct.add(caller);
        }
      }
    }
    return direct;
  }

  /** Whoever calls, over whatever routes between. */
  private static void climb(
      List<RouteReading> direct,
      Map<RouteReading, List<RouteReading>> callers,
      Set<RouteReading> above) {
    for (RouteReading caller : direct) {
      if (above.add(caller)) {
        climb(callers.getOrDefault(caller, List.of()), callers, above);
      }
    }
  }

  CamelContext context() {
    return context;
  }

  KnownSteps steps() {
    return steps;
  }

  List<InterceptSendToEndpointDefinition> intercepts() {
    return intercepts;
  }

  Optional<Place> source(String uri) {
    return sources.apply(uri);
  }

  Place place(String uri) {
    return targets.apply(uri).orElseGet(() -> Place.unknown(uri));
  }
}
