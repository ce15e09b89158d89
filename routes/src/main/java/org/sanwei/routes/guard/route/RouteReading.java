package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.FAILS;
import static org.sanwei.config.prove.graph.Edge.Way.HAND;
import static org.sanwei.config.prove.graph.Edge.Way.NEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.InterceptDefinition;
import org.apache.camel.model.InterceptFromDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.sanwei.config.prove.graph.Node.Place;

/**
 * One route of Camel's model, drawn: parts its outputs into the flow, what runs before its steps,
 * and what stands beside it. Not thread-safe.
 */
final class RouteReading {
  private final GraphReading all;
  private final Drawing drawing;
  private final RouteDefinition route;
  private final DrawnRoute drawn;
  private final PlainSteps plain;
  private final FlowReading flow;
  private final BesideReading beside;

  RouteReading(GraphReading all, Drawing drawing, RouteDefinition route) {
    this.all = all;
    this.drawing = drawing;
    this.route = route;
    drawn = new DrawnRoute(drawing, route.getRouteId());
    plain = new PlainSteps(drawn);
    flow = new FlowReading(all, drawn, plain);
    beside = new BesideReading(drawn, flow, plain);
  }

  void read() {
    drawn.refuse(drawn.id(), OwnCode.of(route));
    String from = route.getInput().getEndpointUri();
    Optional<Place> source = all.source(from);
    if (source.isEmpty()) {
      drawing.refuse(
          drawn.id(), "from " + scheme(from) + ": is no address that a route may consume");
      return;
    }
    drawing.edge(drawing.place(source.get()), HAND, drawn.start());
    List<ProcessorDefinition<?>> steps = new ArrayList<>();
    List<ProcessorDefinition<?>> first = new ArrayList<>();
    List<ProcessorDefinition<?>> blocks = new ArrayList<>();
    for (ProcessorDefinition<?> output : route.getOutputs()) {
      Object one = output;
      if (one instanceof InterceptFromDefinition incoming) {
        plain.asks(incoming.getOnWhen(), drawn.name(incoming));
        first.addAll(incoming.getOutputs());
      } else if (one instanceof InterceptDefinition intercept) {
        plain.asks(intercept.getOnWhen(), drawn.name(intercept));
        flow.before(intercept.getOutputs());
      } else if (one instanceof OnExceptionDefinition || one instanceof OnCompletionDefinition) {
        blocks.add(output);
      } else if (!(one instanceof InterceptSendToEndpointDefinition)) {
        steps.add(output);
      }
    }
    String next = flow.chain(steps, drawn.end());
    drawing.edge(drawn.start(), NEXT, flow.chain(first, next));
    drawn.flowEnds();
    beside.read(blocks, route.getErrorHandlerFactory());
  }

  String end() {
    return drawn.end();
  }

  List<FlowReading.Called> calls() {
    return flow.calls();
  }

  /** What fails here and is not handled here fails a caller too, with what it is by then. */
  void failsInto(RouteReading caller) {
    failInto(caller.beside.blocks());
    // Called without a split, what "the original" is here is what it was at the caller's start.
    beside.originals().forEach(block -> drawing.edge(caller.drawn.start(), FAILS, block));
  }

  /** The same for what a caller has tried, and catches. */
  void failsInto(FlowReading.Called call) {
    failInto(call.caughtBy());
  }

  private void failInto(List<String> blocks) {
    drawn.all().forEach(step -> blocks.forEach(block -> drawing.edge(step, FAILS, block)));
  }

  /** What takes the message as it came, whenever anything behind the start fails. */
  void originals() {
    beside.originals().forEach(handler -> drawing.edge(drawn.start(), FAILS, handler));
  }

  private static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }
}
