package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.HAND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.HeaderExpression;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.model.language.TokenizerExpression;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.IntegratorRoute;
import org.sanwei.config.policy.IntegratorRoute.Expr;
import org.sanwei.config.policy.IntegratorRoute.Step;
import org.sanwei.config.prove.graph.Approval;
import org.sanwei.config.prove.graph.Form;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Situation;
import org.sanwei.config.prove.graph.Stage;

/**
 * Integrators' own routes, defined in Camel's model as they will run, and drawn into the graph as
 * every other route is: their directories hold what nobody has judged, or what is public already.
 */
public final class IntegratorRoutes {
  /** What their folders are called in the graph begins so. */
  static final String FOLDERS = "exchange/";

  /** A file is written under a hidden name first: whoever reads the folder sees whole ones only. */
  private static final String WHOLE = "?tempPrefix=.";

  private static final Set<Approval> RELEASED = Set.of(Approval.RELEASE, Approval.STANDING);

  private final List<IntegratorRoute> routes;
  private final Path exchange;

  /**
   * @param exchange the directory below which their folders lie
   */
  public IntegratorRoutes(List<IntegratorRoute> routes, Path exchange) {
    this.routes = List.copyOf(routes);
    this.exchange = exchange.toAbsolutePath().normalize();
  }

  /** Whether there are none at all. */
  public boolean isEmpty() {
    return routes.isEmpty();
  }

  /** The outlets whose sent words they ask for. */
  Set<String> released() {
    Set<String> outlets = new LinkedHashSet<>();
    for (IntegratorRoute route : routes) {
      if (route.from() instanceof IntegratorRoute.FromReleased released) {
        outlets.add(released.outlet());
      }
    }
    return outlets;
  }

  /** Their definitions in Camel's model, made anew: each belongs to one context. */
  public RouteBuilder defined() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        for (IntegratorRoute route : routes) {
          add(from(source(route.from())).routeId(route.id()), route.steps());
        }
      }
    };
  }

  /** A file is taken when nobody has written to it for two seconds, and goes when it was taken. */
  private String source(IntegratorRoute.Source source) {
    if (source instanceof IntegratorRoute.FromFolder folder) {
      return folder(folder.name())
          + "?delete=true&readLock=changed&readLockMinAge=2000&readLockLoggingLevel=OFF"
          + "&runLoggingLevel=OFF&filter=#"
          + DroppedFiles.NAME
          + "&exceptionHandler=#"
          + DroppedFiles.NAME;
    } else if (source instanceof IntegratorRoute.FromReleased released) {
      return SanweiComponent.RELEASABLE + released.outlet();
    }
    return "direct:" + ((IntegratorRoute.FromRoute) source).name();
  }

  private String target(IntegratorRoute.Target target) {
    if (target instanceof IntegratorRoute.Intake intake) {
      return SanweiComponent.INTAKE + intake.channel();
    } else if (target instanceof IntegratorRoute.IntoFolder folder) {
      return folder(folder.name()) + WHOLE;
    }
    return "direct:" + ((IntegratorRoute.IntoRoute) target).name();
  }

  private String folder(String name) {
    return "file:" + exchange.resolve(name);
  }

  private void add(ProcessorDefinition<?> to, List<Step> steps) {
    steps.forEach(step -> add(to, step));
  }

  private void add(ProcessorDefinition<?> to, Step step) {
    if (step instanceof IntegratorRoute.To send) {
      to.to(target(send.target())).id(step.at());
    } else if (step instanceof IntegratorRoute.Choice choice) {
      ChoiceDefinition definition = new ChoiceDefinition();
      definition.setId(step.at());
      to.addOutput(definition);
      for (IntegratorRoute.Branch branch : choice.branches()) {
        ProcessorDefinition<?> when = definition.when(expression(branch.condition()));
        add(when, branch.steps());
      }
      add(definition.otherwise(), choice.otherwise());
    } else if (step instanceof IntegratorRoute.Filter filter) {
      FilterDefinition definition = new FilterDefinition(expression(filter.condition()));
      definition.setId(step.at());
      to.addOutput(definition);
      add(definition, filter.steps());
    } else if (step instanceof IntegratorRoute.Split split) {
      TokenizerExpression token = new TokenizerExpression();
      token.setToken(split.delimiter());
      SplitDefinition definition = new SplitDefinition(token);
      definition.stopOnException();
      definition.setId(step.at());
      to.addOutput(definition);
      add(definition, split.steps());
    } else if (step instanceof IntegratorRoute.SetBody body) {
      to.setBody((org.apache.camel.Expression) expression(body.made())).id(step.at());
    } else if (step instanceof IntegratorRoute.SetHeader header) {
      to.setHeader(header.name(), expression(header.value())).id(step.at());
    } else if (step instanceof IntegratorRoute.ToText) {
      to.convertBodyTo(String.class).id(step.at());
    } else if (step instanceof IntegratorRoute.Log log) {
      to.log(log.message()).id(step.at());
    }
  }

  private static ExpressionDefinition expression(Expr expr) {
    return switch (expr.language()) {
      case SIMPLE -> new SimpleExpression(expr.text());
      case HEADER -> new HeaderExpression(expr.text());
      case CONSTANT -> new ConstantExpression(expr.text());
    };
  }

  /**
   * Makes their folders where there are none.
   *
   * @throws IllegalStateException for a folder that is a link or cannot be made: it could lead into
   *     any place that the gateway may read or write
   */
  void folders() {
    for (IntegratorRoute route : routes) {
      if (route.from() instanceof IntegratorRoute.FromFolder from) {
        require(route.at(), from.name());
      }
      folders(route.steps());
    }
  }

  private void folders(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof IntegratorRoute.To to
          && to.target() instanceof IntegratorRoute.IntoFolder into) {
        require(step.at(), into.name());
      }
      inner(step).forEach(this::folders);
    }
  }

  private void require(String at, String name) {
    Path folder = exchange.resolve(name);
    boolean own;
    try {
      Files.createDirectories(folder);
      own = folder.toRealPath().equals(exchange.toRealPath().resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(
          at + ": the folder exchange/" + name + " cannot be made or read; see to its rights", e);
    }
    if (!own) {
      throw new IllegalStateException(
          at + ": exchange/" + name + " is a link; make it a directory of its own");
    }
  }

  /** The lists of steps within a step. */
  private static List<List<Step>> inner(Step step) {
    List<List<Step>> inner = new ArrayList<>();
    if (step instanceof IntegratorRoute.Choice choice) {
      choice.branches().forEach(branch -> inner.add(branch.steps()));
      inner.add(choice.otherwise());
    } else if (step instanceof IntegratorRoute.Filter filter) {
      inner.add(filter.steps());
    } else if (step instanceof IntegratorRoute.Split split) {
      inner.add(split.steps());
    }
    return inner;
  }

  /** What may be sent to within their context, and what bodies. */
  Optional<Door> door(String uri) {
    String plain = uri.replace("://", ":");
    String folders = "file:" + exchange + "/";
    if (plain.startsWith("direct:")) {
      return Optional.of(new Door(call(plain), new Door.Plain()));
    } else if (plain.startsWith(SanweiComponent.INTAKE)) {
      return Optional.of(
          new Door(intake(plain.substring(SanweiComponent.INTAKE.length())), new Door.Plain()));
    } else if (plain.startsWith(folders)
        && plain.indexOf('?') == plain.length() - WHOLE.length()
        && plain.endsWith(WHOLE)) {
      String name = plain.substring(folders.length(), plain.length() - WHOLE.length());
      return Optional.of(new Door(into(name), new Door.Plain()));
    }
    return Optional.empty();
  }

  /** The same place that the gateway's own side of the graph has for a channel. */
  private static Place intake(String channel) {
    return new Place(
        "channel:" + channel,
        "来文渠道 channel " + channel,
        Sensitivity.TOP_SECRET,
        Set.of(Form.FOREIGN),
        Set.of(Stage.UNJUDGED),
        Set.of(Approval.NONE),
        false,
        false);
  }

  private static Place call(String uri) {
    return new Place(
        "integrators:" + uri,
        "集成商路线 a route of integrators",
        Sensitivity.TOP_SECRET,
        Set.of(Form.FOREIGN, Form.RELEASABLE),
        Set.of(Stage.UNJUDGED, Stage.OPEN),
        EnumSet.allOf(Approval.class),
        false,
        false);
  }

  /** Whoever reads it reads what is there: only what was released may be. */
  private static Place into(String name) {
    return new Place(
        FOLDERS + name,
        "交换目录 exchange folder",
        Sensitivity.PUBLIC,
        Set.of(Form.FOREIGN, Form.RELEASABLE),
        Set.of(Stage.OPEN),
        RELEASED,
        true,
        true);
  }

  private Optional<Place> consumed(String uri) {
    String folders = "file:" + exchange + "/";
    int options = uri.indexOf('?');
    String plain = options < 0 ? uri : uri.substring(0, options);
    if (uri.startsWith(folders)) {
      return Optional.of(
          new Place(
              "dropped:" + plain.substring(folders.length()),
              "集成商投放目录 dropped files",
              Sensitivity.TOP_SECRET,
              Set.of(Form.FOREIGN),
              Set.of(Stage.UNJUDGED),
              Set.of(Approval.NONE),
              false,
              false));
    } else if (uri.startsWith(SanweiComponent.RELEASABLE)) {
      return Optional.of(released(uri.substring(SanweiComponent.RELEASABLE.length())));
    }
    return uri.startsWith("direct:") ? Optional.of(call(uri)) : Optional.empty();
  }

  private static Place released(String outlet) {
    return new Place(
        "released:" + outlet,
        "已外发件，排队抄给集成商 released, copies wait in memory for integrators, " + outlet,
        Sensitivity.PUBLIC,
        Set.of(Form.RELEASABLE),
        Set.of(Stage.OPEN),
        RELEASED,
        false,
        false);
  }

  /** Draws them beside the gateway's own routes; refuses what the policy does not know. */
  void draw(Drawing drawing, Map<String, ChannelKind> channels, Set<String> outlets) {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addRoutes(defined());
      new GraphReading(
              context,
              drawing,
              new KnownSteps(List.of()),
              this::consumed,
              uri -> door(uri).map(Door::place))
          .read();
    } catch (Exception e) {
      throw new IllegalStateException("integrators' routes cannot be defined", e);
    }
    for (IntegratorRoute route : routes) {
      consumed(source(route.from())).ifPresent(place -> begin(drawing, route, place, outlets));
      unknown(route.steps(), drawing, channels.keySet());
    }
  }

  private static void begin(
      Drawing drawing, IntegratorRoute route, Place place, Set<String> outlets) {
    if (route.from() instanceof IntegratorRoute.FromFolder) {
      Set<Situation> dropped = new LinkedHashSet<>();
      for (ChannelKind kind : ChannelKind.values()) {
        dropped.add(Situation.arriving(kind, false));
      }
      drawing.start(drawing.place(place), dropped);
    } else if (route.from() instanceof IntegratorRoute.FromReleased released) {
      if (outlets.contains(released.outlet())) {
        drawing.edge(KnownSteps.OUTLET + released.outlet(), HAND, drawing.place(place));
      } else {
        drawing.refuse(route.at(), "comes from outlet '" + released.outlet() + "', which is none");
      }
    }
  }

  private static void unknown(List<Step> all, Drawing drawing, Set<String> channels) {
    for (Step step : all) {
      if (step instanceof IntegratorRoute.To to
          && to.target() instanceof IntegratorRoute.Intake intake
          && !channels.contains(intake.channel())) {
        drawing.refuse(step.at(), "sends to channel '" + intake.channel() + "', which is none");
      }
      inner(step).forEach(steps -> unknown(steps, drawing, channels));
    }
  }
}
