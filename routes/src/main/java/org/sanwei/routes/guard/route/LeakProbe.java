package org.sanwei.routes.guard.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.BinaryPredicate;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.builder.ExpressionClause;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.HeaderExpression;
import org.apache.camel.spi.ComponentResolver;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.Edge;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.config.prove.graph.Proof.Stop;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.config.prove.graph.Situation;
import org.sanwei.routes.queue.AsItCame;
import org.sanwei.routes.queue.SealedBody;

/**
 * Runs the last hop of a counterexample through the real engine: the same routes in a throw-away
 * context, every component but {@code direct:} in its memory, and a marked body in place of a
 * message. Our own steps, which need keys and a register, are played: each gives what the path says
 * that it gave. Nothing is reached and no port opened.
 */
public final class LeakProbe {
  private static final String MARK = "SANWEI-PROBE";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ENTRY = "direct:leak-probe";

  private final RouteGraph graph;
  private final List<Stop> path;
  private final int begin;
  private final Set<String> failing = new LinkedHashSet<>();
  private final Map<String, Object> headers = new HashMap<>();
  private final Probes probes = new Probes();

  private LeakProbe(RouteGraph graph, List<Stop> path, int begin) {
    this.graph = graph;
    this.path = path;
    this.begin = begin;
  }

  /** What the engine showed. */
  public sealed interface Shown {
    /** For people, Chinese beside English. */
    String words();

    /**
     * The marked body came to the place at the path's end. {@code vetoed} is whether the monitor
     * stops it there on a running gateway.
     */
    record Arrived(String place, boolean vetoed) implements Shown {
      @Override
      public String words() {
        return "真机试走：标记体到了 "
            + place
            + (vetoed ? "；运行中监视器会拦下" : "；监视器不拦")
            + " / run through the engine: the marked body came to "
            + place
            + (vetoed ? "; the monitor would veto it" : "; the monitor would not veto it");
      }
    }

    /** It did not come there, or the way there is none of Camel's. */
    record NotShown(String why) implements Shown {
      @Override
      public String words() {
        return "未能真机演示 / not shown by the engine: " + why;
      }
    }
  }

  /**
   * Runs the counterexample.
   *
   * @param routes the routes of which {@code graph} was drawn, defined anew: they are altered here
   */
  public static Shown run(
      RouteGraph graph, Proof.Broken broken, List<RouteBuilder> routes, Policy policy) {
    int begin = -1;
    List<Stop> path = broken.path();
    for (int i = 0; i + 1 < path.size(); i++) {
      boolean queue =
          graph.node(path.get(i).node()) instanceof Place place
              && !place.id().startsWith("direct:");
      if (queue && routeOf(graph, path.get(i + 1).node())) {
        begin = i;
      }
    }
    if (begin < 0 || !(graph.node(path.get(path.size() - 1).node()) instanceof Place)) {
      return new Shown.NotShown("the path's end is no endpoint that a route sends to");
    }
    LeakProbe probe = new LeakProbe(graph, path, begin);
    return probe.shown(routes, policy);
  }

  private static boolean routeOf(RouteGraph graph, String node) {
    return graph.nodes().containsKey(node + "/end");
  }

  private Shown shown(List<RouteBuilder> routes, Policy policy) {
    String target = path.get(path.size() - 1).node();
    try {
      if (!came(routes, target)) {
        return new Shown.NotShown("the marked body did not come to " + target);
      }
      return new Shown.Arrived(target, vetoed(target, policy));
    } catch (Exception e) {
      return new Shown.NotShown("the engine refused: " + e.getClass().getSimpleName());
    }
  }

  private boolean came(List<RouteBuilder> routes, String target) throws Exception {
    for (int i = begin + 1; i + 1 < path.size(); i++) {
      if (failed(path.get(i).node(), path.get(i + 1).node())) {
        failing.add(path.get(i).node().replaceAll("#.*", ""));
      }
    }
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getCamelContextExtension().setName("leak-probe");
      context.addComponent("direct", new DirectComponent());
      context
          .getCamelContextExtension()
          .addContextPlugin(ComponentResolver.class, (name, any) -> probes);
      for (RouteBuilder route : routes) {
        context.addRoutes(route);
      }
      String entered = path.get(begin + 1).node().replaceAll("#.*", "");
      for (RouteDefinition definition : List.copyOf(context.getRouteDefinitions())) {
        boolean begins = definition.getRouteId().equals(entered);
        if (begins) {
          definition.getInput().setUri(ENTRY);
        } else if (!definition.getInput().getEndpointUri().startsWith("direct:")) {
          context.removeRouteDefinition(definition);
          continue;
        }
        play(definition.getOutputs(), definition.getRouteId());
        if (begins && failing.contains(entered)) {
          definition.getOutputs().add(firstStep(definition), new ProcessDefinition(this::fail));
        }
      }
      context.start();
      try {
        context
            .createProducerTemplate()
            .sendBodyAndHeaders(ENTRY, body(path.get(begin + 1).situation()), headers);
      } catch (org.apache.camel.CamelExecutionException e) {
        // A way that leads over a failing fails at its end as well.
      }
      return probes.comes(got -> isAt(got, target), beside() ? PATIENCE : Duration.ZERO);
    }
  }

  /** Whether the path leads over a copy, which the engine sends when it gets to it. */
  private boolean beside() {
    for (int i = begin; i + 1 < path.size(); i++) {
      Edge copy = Edge.of(path.get(i).node(), Edge.Way.COPY, path.get(i + 1).node());
      if (graph.edges().contains(copy)) {
        return true;
      }
    }
    return false;
  }

  private void fail(Exchange exchange) {
    throw new IllegalStateException(MARK);
  }

  private static int firstStep(RouteDefinition definition) {
    int at = 0;
    while (at < definition.getOutputs().size() && definition.getOutputs().get(at).isAbstract()) {
      at++;
    }
    return at;
  }

  private boolean failed(String from, String to) {
    boolean fails = false;
    for (Edge edge : graph.edges()) {
      if (edge.from().equals(from) && edge.to().equals(to)) {
        if (edge.way() != Edge.Way.FAILS) {
          return false;
        }
        fails = true;
      }
    }
    return fails;
  }

  /** Puts what plays our steps in their places, and notes which headers conditions ask for. */
  private void play(List<ProcessorDefinition<?>> outputs, String route) {
    for (int i = 0; i < outputs.size(); i++) {
      ProcessorDefinition<?> definition = outputs.get(i);
      Object one = definition;
      String id = definition.getId();
      String name = id == null ? route + "/" + definition.getShortName() : id;
      if (one instanceof BeanDefinition
          || (one instanceof ProcessDefinition process
              && !(process.getProcessor() instanceof AsItCame))) {
        outputs.set(i, played(id));
      } else if (one instanceof ChoiceDefinition choice) {
        for (WhenDefinition when : choice.getWhenClauses()) {
          asked(when.getExpression());
          play(when.getOutputs(), route);
        }
        if (choice.getOtherwise() != null) {
          play(choice.getOtherwise().getOutputs(), route);
        }
      } else {
        if (one instanceof ExpressionNode asks) {
          asked(asks.getExpression());
        }
        play(definition.getOutputs(), route);
      }
      if (failing.contains(name)) {
        outputs.add(i++, new ProcessDefinition(this::fail));
      }
    }
  }

  private ProcessDefinition played(@Nullable String id) {
    ProcessDefinition played = new ProcessDefinition(playing(id == null ? "" : id));
    if (id != null) {
      played.setId(id);
    }
    return played;
  }

  private Processor playing(String id) {
    return exchange -> {
      for (int i = begin + 1; i + 1 < path.size(); i++) {
        if (path.get(i).node().replaceAll("#.*", "").equals(id)) {
          exchange.getMessage().setBody(body(path.get(i + 1).situation()));
        }
      }
    };
  }

  /** Of the type that the routes' own conditions look at. */
  private static Object body(Situation situation) {
    byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
    if (situation.to().isEmpty()) {
      return mark;
    }
    return new ArrayList<>(List.of(new SealedBody(situation.to(), mark, Map.of())));
  }

  private void asked(@Nullable ExpressionDefinition asked) {
    if (asked == null) {
      return;
    }
    Predicate predicate = asked.getPredicate();
    if (predicate instanceof BinaryPredicate both) {
      header(both.getLeft())
          .ifPresent(name -> headers.put(name, both.getRight().evaluate(null, Object.class)));
    } else {
      Object value = predicate == null ? asked : predicate;
      Object inside =
          value instanceof ExpressionClause<?> clause ? clause.getExpressionType() : value;
      header(inside).ifPresent(name -> headers.put(name, "true"));
    }
  }

  private static Optional<String> header(@Nullable Object expression) {
    return expression instanceof HeaderExpression header
        ? Optional.ofNullable(header.getExpression())
        : Optional.empty();
  }

  private static boolean isAt(Probes.Got got, String target) {
    String plain = got.uri().replace("://", ":");
    int options = plain.indexOf('?');
    return marked(got.body())
        && (plain.startsWith(target)
            || plain.startsWith("jms:queue:" + target + "?")
            || plain.substring(0, options < 0 ? plain.length() : options).endsWith("/" + target));
  }

  private static boolean marked(Object body) {
    byte[] bytes =
        body instanceof SealedBody sealed
            ? sealed.bytes()
            : body instanceof byte[] plain ? plain : new byte[0];
    return new String(bytes, StandardCharsets.US_ASCII).equals(MARK);
  }

  private boolean vetoed(String target, Policy policy) {
    if (target.startsWith(IntegratorRoutes.FOLDERS)) {
      // Text has no type of ours: there the proof alone stands between.
      return false;
    }
    Clearances clearances = RouteProof.clearances(policy);
    Object body = body(path.get(path.size() - 1).situation());
    return clearances.doors().stream()
        .filter(door -> door.place().id().equals(target))
        .noneMatch(door -> door.admits().lets(body));
  }
}
