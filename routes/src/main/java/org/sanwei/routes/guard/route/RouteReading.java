package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.COPY;
import static org.sanwei.config.prove.graph.Edge.Way.FAILS;
import static org.sanwei.config.prove.graph.Edge.Way.HAND;
import static org.sanwei.config.prove.graph.Edge.Way.NEXT;
import static org.sanwei.config.prove.graph.Edge.Way.SEND;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.NamedNode;
import org.apache.camel.Predicate;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.InterceptDefinition;
import org.apache.camel.model.InterceptFromDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OnWhenDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.EndpointHelper;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.config.prove.graph.When;

/**
 * One route of Camel's model, drawn. Each kind of step is drawn as the engine runs it; one that is
 * not drawn here is refused by its name. Where only a message knows which way it takes, both ways
 * are drawn. Not thread-safe.
 */
final class RouteReading {
  private static final When ANY = new When.Always();

  private final GraphReading all;
  private final Drawing drawing;
  private final RouteDefinition route;
  private final String id;
  private final String start;
  private final String end;
  private final List<ProcessorDefinition<?>> before = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> handlers = new ArrayList<>();
  private final List<String> originals = new ArrayList<>();
  private final List<String> besideSteps = new ArrayList<>();
  private final List<String> completions = new ArrayList<>();
  private final List<Called> calls = new ArrayList<>();
  private final Deque<List<String>> tries = new ArrayDeque<>();
  private boolean inMainFlow = true;

  /** A call of another route: where it comes back to, and what catches it when it fails. */
  record Called(String endpoint, String back, List<String> caughtBy) {}

  RouteReading(GraphReading all, Drawing drawing, RouteDefinition route) {
    this.all = all;
    this.drawing = drawing;
    this.route = route;
    id = route.getRouteId() == null ? "route without id" : route.getRouteId();
    start = drawing.step(id, "路线 route " + id, Transfer.PASS);
    end = drawing.end(id + "/end", "路线 " + id + " route " + id);
  }

  void read() {
    refuse(id, OwnCode.of(route));
    String from = route.getInput().getEndpointUri();
    Optional<Place> source = all.source(from);
    if (source.isEmpty()) {
      drawing.refuse(id, "from " + scheme(from) + ": is no address that a route may consume");
      return;
    }
    drawing.edge(drawing.place(source.get()), HAND, start);
    List<ProcessorDefinition<?>> flow = new ArrayList<>();
    List<ProcessorDefinition<?>> first = new ArrayList<>();
    List<ProcessorDefinition<?>> beside = new ArrayList<>();
    for (ProcessorDefinition<?> output : route.getOutputs()) {
      Object one = output;
      if (one instanceof InterceptFromDefinition incoming) {
        asks(incoming.getOnWhen(), name(incoming));
        first.addAll(incoming.getOutputs());
      } else if (one instanceof InterceptDefinition intercept) {
        asks(intercept.getOnWhen(), name(intercept));
        before.addAll(intercept.getOutputs());
      } else if (one instanceof OnExceptionDefinition || one instanceof OnCompletionDefinition) {
        beside.add(output);
      } else if (!(one instanceof InterceptSendToEndpointDefinition)) {
        flow.add(output);
      }
    }
    String next = chain(flow, end);
    drawing.edge(start, NEXT, chain(first, next));
    steps.add(start);
    inMainFlow = false;
    beside.forEach(this::beside);
    errorHandler(route.getErrorHandlerFactory());
    for (String handler : handlers) {
      steps.forEach(step -> drawing.edge(step, FAILS, handler));
    }
    for (String completion : completions) {
      steps.forEach(step -> drawing.edge(step, FAILS, completion));
      besideSteps.forEach(step -> drawing.edge(step, FAILS, completion));
    }
  }

  private void refuse(String at, Optional<String> what) {
    what.ifPresent(words -> drawing.refuse(at, words));
  }

  String start() {
    return start;
  }

  String end() {
    return end;
  }

  List<Called> calls() {
    return calls;
  }

  /** What fails here and is not handled here fails a caller too, with what it is by then. */
  void failsInto(RouteReading caller) {
    List<String> mine = new ArrayList<>(steps);
    mine.addAll(besideSteps);
    List<String> theirs = new ArrayList<>(caller.handlers);
    theirs.addAll(caller.completions);
    mine.forEach(step -> theirs.forEach(block -> drawing.edge(step, FAILS, block)));
    // Called without a split, what "the original" is here is what it was at the caller's start.
    originals.forEach(block -> drawing.edge(caller.start, FAILS, block));
  }

  /** The same for what a caller has tried, and catches. */
  void failsInto(Called call) {
    List<String> mine = new ArrayList<>(steps);
    mine.addAll(besideSteps);
    mine.forEach(step -> call.caughtBy().forEach(block -> drawing.edge(step, FAILS, block)));
  }

  /** What takes the message as it came, whenever anything behind the start fails. */
  void originals() {
    originals.forEach(handler -> drawing.edge(start, FAILS, handler));
  }

  private void beside(ProcessorDefinition<?> output) {
    Object one = output;
    if (one instanceof OnExceptionDefinition handler) {
      onException(handler);
    } else if (one instanceof OnCompletionDefinition completion) {
      asks(completion.getOnWhen(), name(output));
      String block = chain(completion.getOutputs(), sink(name(output)));
      completions.add(block);
      drawing.edge(end, COPY, block);
    }
  }

  private void onException(OnExceptionDefinition handler) {
    String at = name(handler);
    refuse(at, OwnCode.of(handler));
    asks(handler.getOnWhen(), at);
    boolean handled = isHandled(handler);
    String last = handled ? drawing.end(at + "/end", "出错处理 handling of errors, " + id) : sink(at);
    if (handler.getOutputs().isEmpty() && !handled) {
      return;
    }
    String block = chain(handler.getOutputs(), last);
    boolean original =
        "true".equals(handler.getUseOriginalMessage())
            || "true".equals(handler.getUseOriginalBody());
    (original ? originals : handlers).add(block);
  }

  /** Only a plain "false", or nothing said, lets the failure go on. */
  private boolean isHandled(OnExceptionDefinition handler) {
    Predicate policy = handler.getHandledPolicy();
    if (policy == null) {
      return handler.getHandled() != null;
    }
    boolean handled = Languages.isPolicy(policy, true);
    if (!handled && !Languages.isPolicy(policy, false)) {
      drawing.refuse(name(handler), "is handled or not, as only the message knows");
    }
    return handled;
  }

  /** A further condition; that it is left out of the drawing only adds ways. */
  private void asks(@Nullable OnWhenDefinition when, String at) {
    if (when != null) {
      condition(when.getExpression(), at);
    }
  }

  private void errorHandler(@Nullable ErrorHandlerFactory factory) {
    if (factory instanceof DeadLetterChannelDefinition dead) {
      String uri = dead.getDeadLetterUri() == null ? "" : dead.getDeadLetterUri();
      String at = id + "/deadLetterChannel";
      String step = drawing.step(at, "死信通道 dead letter channel", Transfer.HAND_ON);
      send(step, at, uri, drawing.end(at + "/end", "死信通道 dead letter channel, " + id));
      ("true".equals(dead.getUseOriginalMessage()) ? originals : handlers).add(step);
      refuse(id, OwnCode.of(dead));
    } else if (factory instanceof DefaultErrorHandlerDefinition usual) {
      refuse(id, OwnCode.of(usual));
    } else if (factory != null
        && !(factory instanceof NoErrorHandlerDefinition)
        && !(factory instanceof RefErrorHandlerDefinition ref && isDefault(ref))) {
      drawing.refuse(id, "has an error handler of a kind that is not known");
    }
  }

  private static boolean isDefault(RefErrorHandlerDefinition ref) {
    return RefErrorHandlerDefinition.DEFAULT_ERROR_HANDLER_BUILDER.equals(ref.getRef());
  }

  private String sink(String at) {
    return drawing.step(at + "/done", "", Transfer.PASS);
  }

  /** Draws a list of steps, last first; gives the first, or {@code next} for an empty list. */
  private String chain(List<ProcessorDefinition<?>> outputs, String next) {
    String first = next;
    for (int i = outputs.size() - 1; i >= 0; i--) {
      first = draw(outputs.get(i), first);
      if (inMainFlow && !before.isEmpty()) {
        first = intercepted(first);
      }
    }
    return first;
  }

  private String intercepted(String first) {
    inMainFlow = false;
    String block = chain(before, first);
    inMainFlow = true;
    return block;
  }

  private String draw(ProcessorDefinition<?> definition, String next) {
    Object one = definition;
    String at = name(definition);
    if (!definition.getInterceptStrategies().isEmpty()) {
      drawing.refuse(at, "has interceptors of its own");
    }
    if (one instanceof WireTapDefinition<?> tap) {
      return wireTap(tap, at, next);
    } else if (one instanceof ToDefinition to) {
      refuse(at, OwnCode.of(to));
      String step = step(at, "", Transfer.HAND_ON);
      send(step, at, String.valueOf(to.getEndpointUri()), next);
      return step;
    } else if (one instanceof EnrichDefinition enrich) {
      return enrich(enrich, at, next);
    } else if (one instanceof BeanDefinition bean) {
      return known(at, all.steps().of(bean), "calls " + KnownSteps.words(bean), next);
    } else if (one instanceof ProcessDefinition process) {
      String what =
          process.getProcessor() == null
              ? "a processor of the registry"
              : "the processor " + process.getProcessor().getClass().getName();
      return known(at, all.steps().of(process.getProcessor()), "runs " + what, next);
    } else if (one instanceof ChoiceDefinition choice) {
      return choice(choice, at, next);
    } else if (one instanceof FilterDefinition filter) {
      return branch(filter.getExpression(), at, chain(filter.getOutputs(), next), next);
    } else if (one instanceof SplitDefinition split) {
      return split(split, at, next);
    } else if (one instanceof MulticastDefinition multicast) {
      return multicast(multicast, at, next);
    } else if (one instanceof LoopDefinition loop) {
      return loop(loop, at, next);
    } else if (one instanceof TryDefinition attempt) {
      return attempt(attempt, at, next);
    } else if (one instanceof PipelineDefinition || one instanceof StepDefinition) {
      return chain(definition.getOutputs(), next);
    } else if (one instanceof LogDefinition log) {
      return log(log, at, next);
    } else if (one instanceof StopDefinition) {
      return stopped(at);
    } else if (one instanceof ThrowExceptionDefinition thrown) {
      return thrown(at, thrown.getMessage());
    } else if (one instanceof RollbackDefinition rollback) {
      return thrown(at, rollback.getMessage());
    } else if (one instanceof RemoveHeaderDefinition || one instanceof RemoveHeadersDefinition) {
      return pass(at, next);
    } else if (one instanceof ConvertBodyDefinition convert) {
      return convert(convert, at, next);
    } else if (one instanceof DelayDefinition delay) {
      return looks(delay.getExpression(), at, next);
    } else if (one instanceof SetHeaderDefinition header) {
      return setHeader(header, at, next);
    } else if (one instanceof SetBodyDefinition body) {
      return setBody(body, at, next);
    }
    drawing.refuse(at, "is a '" + definition.getShortName() + "', which is not proved");
    return pass(at, next);
  }

  /** Ends the whole exchange, wherever it was called from. */
  private String stopped(String at) {
    String step = pass(at, end);
    drawing.edge(step, NEXT, drawing.end(at + "/end", "中止 stop in route " + id));
    return step;
  }

  private String known(String at, Optional<KnownSteps.Known> known, String what, String next) {
    if (known.isEmpty()) {
      drawing.refuse(at, what + ", which is none of the steps known by this id");
      return pass(at, next);
    }
    String step = step(at, "", known.get().transfer());
    drawing.edge(step, NEXT, next);
    if (!known.get().keptAt().isEmpty()) {
      drawing.edge(step, SEND, known.get().keptAt());
    }
    return step;
  }

  /** A send goes on behind with what it sent, or with what a called route gives back. */
  private void send(String step, String at, String uri, String next) {
    if (Languages.isDynamic(uri)) {
      drawing.refuse(at, "sends to an endpoint that is named only while it runs");
      return;
    }
    String target = step;
    for (InterceptSendToEndpointDefinition intercept : all.intercepts()) {
      if (EndpointHelper.matchEndpoint(all.context(), uri, intercept.getUri())) {
        boolean main = inMainFlow;
        inMainFlow = false;
        asks(intercept.getOnWhen(), at);
        String last = drawing.step(at + "/intercepted", "", Transfer.HAND_ON);
        drawing.edge(target, NEXT, chain(intercept.getOutputs(), last));
        if (intercept.getAfterUri() != null) {
          drawing.edge(target, SEND, drawing.place(all.place(intercept.getAfterUri())));
        }
        target = last;
        inMainFlow = main;
      }
    }
    Place place = all.place(uri);
    drawing.edge(target, SEND, drawing.place(place));
    if (uri.startsWith("direct:")) {
      calls.add(new Called(place.id(), next, new ArrayList<>()));
    } else {
      drawing.edge(target, NEXT, next);
    }
  }

  private String wireTap(WireTapDefinition<?> tap, String at, String next) {
    refuse(at, OwnCode.of(tap));
    String copy = step(at + "/copy", "分接 wire tap", Transfer.HAND_ON);
    send(copy, at, String.valueOf(tap.getUri()), sink(at));
    String step = pass(at, next);
    drawing.edge(step, COPY, copy);
    return step;
  }

  private String enrich(EnrichDefinition enrich, String at, String next) {
    refuse(at, OwnCode.of(enrich));
    Optional<String> uri = Languages.constant(enrich.getExpression());
    if (uri.isEmpty()) {
      return pass(at, next);
    }
    String step = step(at, "", Transfer.HAND_ON);
    send(step, at, uri.get(), next);
    return step;
  }

  private String choice(ChoiceDefinition choice, String at, String next) {
    String step = step(at, "分支 choice", Transfer.PASS);
    List<When> taken = new ArrayList<>();
    for (WhenDefinition when : choice.getWhenClauses()) {
      When asks = condition(when.getExpression(), at);
      List<When> both = new ArrayList<>(taken);
      String first = chain(when.getOutputs(), next);
      String gate = step(at + "/when", "", Transfer.PASS);
      drawing.edge(step, NEXT, gate, asks);
      drawing.edge(gate, NEXT, first, new When.NoneOf(both));
      if (!(asks instanceof When.Always)) {
        taken.add(asks);
      }
    }
    String rest =
        choice.getOtherwise() == null ? next : chain(choice.getOtherwise().getOutputs(), next);
    drawing.edge(step, NEXT, rest, new When.NoneOf(taken));
    return step;
  }

  private String branch(
      @Nullable ExpressionDefinition asked, String at, String inside, String next) {
    String step = step(at, "", Transfer.PASS);
    drawing.edge(step, NEXT, inside, condition(asked, at));
    drawing.edge(step, NEXT, next);
    return step;
  }

  private When condition(@Nullable ExpressionDefinition asked, String at) {
    Optional<When> when = Languages.condition(asked);
    if (when.isEmpty()) {
      drawing.refuse(at, "asks something in a language, or of a class, that is not known");
    }
    return when.orElse(ANY);
  }

  private String split(SplitDefinition split, String at, String next) {
    refuse(at, OwnCode.of(split));
    String step = step(at, "逐件 each of them", Transfer.PASS);
    String parts = drawing.end(at + "/part", "逐件处理 each part of " + at);
    drawing.edge(step, NEXT, chain(split.getOutputs(), parts));
    // The whole goes on behind its parts, each of which was kept or breaks the proof by itself.
    String whole = step(at + "/whole", "", Transfer.HAND_ON);
    drawing.edge(step, NEXT, whole);
    drawing.edge(whole, NEXT, next);
    return step;
  }

  private String multicast(MulticastDefinition multicast, String at, String next) {
    refuse(at, OwnCode.of(multicast));
    String step = step(at, "多发 multicast", Transfer.PASS);
    for (ProcessorDefinition<?> output : multicast.getOutputs()) {
      drawing.edge(step, NEXT, chain(List.of(output), next));
    }
    return step;
  }

  private String loop(LoopDefinition loop, String at, String next) {
    refuse(at, OwnCode.of(loop));
    String step = step(at, "循环 loop", Transfer.PASS);
    drawing.edge(step, NEXT, chain(loop.getOutputs(), step));
    drawing.edge(step, NEXT, next);
    return step;
  }

  private String attempt(TryDefinition attempt, String at, String next) {
    if (attempt.getFinallyClause() != null) {
      drawing.refuse(at, "has a 'doFinally', which is not proved");
    }
    List<String> caught = new ArrayList<>();
    for (CatchDefinition clause : attempt.getCatchClauses()) {
      asks(clause.getOnWhen(), at);
      caught.add(chain(clause.getOutputs(), next));
    }
    List<String> tried = new ArrayList<>();
    tries.push(tried);
    int before = calls.size();
    String first = chain(attempt.getOutputsWithoutCatches(), next);
    calls.subList(before, calls.size()).forEach(call -> call.caughtBy().addAll(caught));
    tries.pop();
    for (String step : tried) {
      caught.forEach(block -> drawing.edge(step, FAILS, block));
    }
    return first;
  }

  private String log(LogDefinition log, String at, String next) {
    refuse(at, OwnCode.of(log));
    String step = pass(at, next);
    if (!Languages.isContentless(log.getMessage())) {
      drawing.edge(step, SEND, drawing.place(Place.unknown("log")));
    }
    return step;
  }

  /** An exception's words come into logs. */
  private String thrown(String at, @Nullable String message) {
    String fails = step(at + "/fails", "", Transfer.FAIL);
    if (message == null || Languages.isContentless(message)) {
      return fails;
    }
    String step = pass(at, fails);
    drawing.edge(step, SEND, drawing.place(Place.unknown("log")));
    return step;
  }

  private String convert(ConvertBodyDefinition convert, String at, String next) {
    String type = String.valueOf(convert.getType());
    boolean plain =
        type.equals("byte[]")
            || type.equals("[B")
            || type.equals("String")
            || type.equals("java.lang.String");
    if (!plain) {
      drawing.refuse(at, "converts to something else than bytes or text");
    }
    return pass(at, next);
  }

  private String setHeader(SetHeaderDefinition header, String at, String next) {
    String named = String.valueOf(header.getName()).toLowerCase(Locale.ROOT);
    if (named.startsWith("camel") || named.startsWith("jms") || Languages.isDynamic(named)) {
      drawing.refuse(at, "sets a header that steers the engine");
    }
    return looks(header.getExpression(), at, next);
  }

  /** A body may be made of the one that came; one that is made of nothing would throw it away. */
  private String setBody(SetBodyDefinition body, String at, String next) {
    ExpressionDefinition expression = body.getExpression();
    boolean keeps =
        expression != null
            && Languages.isKnown(expression)
            && String.valueOf(expression.getExpression()).contains("${body");
    if (!keeps) {
      drawing.refuse(at, "puts a body in place of the one that came");
    }
    String step = step(at, "", Transfer.ALTER);
    drawing.edge(step, NEXT, next);
    return step;
  }

  private String looks(@Nullable ExpressionDefinition expression, String at, String next) {
    if (!Languages.isKnown(expression)) {
      drawing.refuse(at, "uses an expression that is not known");
    }
    return pass(at, next);
  }

  private String pass(String at, String next) {
    String step = step(at, "", Transfer.PASS);
    drawing.edge(step, NEXT, next);
    return step;
  }

  private String step(String at, String words, Transfer transfer) {
    String step = drawing.step(at, words, transfer);
    (inMainFlow ? steps : besideSteps).add(step);
    tries.forEach(tried -> tried.add(step));
    return step;
  }

  /** Its own id, or its kind within its route. */
  private String name(NamedNode definition) {
    String own = definition.getId();
    return own == null ? id + "/" + definition.getShortName() : own;
  }

  private static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }
}
