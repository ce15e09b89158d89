package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.COPY;
import static org.sanwei.config.prove.graph.Edge.Way.FAILS;
import static org.sanwei.config.prove.graph.Edge.Way.NEXT;
import static org.sanwei.config.prove.graph.Edge.Way.SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RollbackDefinition;
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
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.EndpointHelper;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.config.prove.graph.When;

/**
 * The steps of one route, drawn as the engine runs them, last first; one that is not drawn here or
 * in {@link PlainSteps} is refused by its name. Where only a message knows which way it takes, both
 * ways are drawn. Not thread-safe.
 */
final class FlowReading {
  private final GraphReading all;
  private final Drawing drawing;
  private final DrawnRoute drawn;
  private final PlainSteps plain;
  private final List<ProcessorDefinition<?>> before = new ArrayList<>();
  private final List<Called> calls = new ArrayList<>();

  /** A call of another route: where it comes back to, and what catches it when it fails. */
  record Called(String endpoint, String back, List<String> caughtBy) {}

  FlowReading(GraphReading all, DrawnRoute drawn, PlainSteps plain) {
    this.all = all;
    this.drawn = drawn;
    this.plain = plain;
    drawing = drawn.drawing();
  }

  /** What the engine runs before each step of the flow. */
  void before(List<ProcessorDefinition<?>> steps) {
    before.addAll(steps);
  }

  List<Called> calls() {
    return calls;
  }

  /** Draws a list of steps, last first; gives the first, or {@code next} for an empty list. */
  String chain(List<ProcessorDefinition<?>> outputs, String next) {
    String first = next;
    for (int i = outputs.size() - 1; i >= 0; i--) {
      first = draw(outputs.get(i), first);
      if (drawn.inMainFlow() && !before.isEmpty()) {
        first = intercepted(first);
      }
    }
    return first;
  }

  private String intercepted(String first) {
    return drawn.beside(() -> chain(before, first));
  }

  private String draw(ProcessorDefinition<?> definition, String next) {
    Object one = definition;
    String at = drawn.name(definition);
    if (!definition.getInterceptStrategies().isEmpty()) {
      drawing.refuse(at, "has interceptors of its own");
    }
    if (one instanceof WireTapDefinition<?> tap) {
      return wireTap(tap, at, next);
    } else if (one instanceof ToDefinition to) {
      drawn.refuse(at, OwnCode.of(to));
      String step = drawn.step(at, "", Transfer.HAND_ON);
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
      return plain.log(log, at, next);
    } else if (one instanceof StopDefinition) {
      return stopped(at);
    } else if (one instanceof ThrowExceptionDefinition thrown) {
      return plain.thrown(at, thrown.getMessage());
    } else if (one instanceof RollbackDefinition rollback) {
      return plain.thrown(at, rollback.getMessage());
    } else if (one instanceof RemoveHeaderDefinition || one instanceof RemoveHeadersDefinition) {
      return drawn.pass(at, next);
    } else if (one instanceof ConvertBodyDefinition convert) {
      return plain.convert(convert, at, next);
    } else if (one instanceof DelayDefinition delay) {
      return plain.looks(delay.getExpression(), at, next);
    } else if (one instanceof SetHeaderDefinition header) {
      return plain.setHeader(header, at, next);
    } else if (one instanceof SetBodyDefinition body) {
      return plain.setBody(body, at, next);
    }
    drawing.refuse(at, "is a '" + definition.getShortName() + "', which is not proved");
    return drawn.pass(at, next);
  }

  /** Ends the whole exchange, wherever it was called from. */
  private String stopped(String at) {
    String step = drawn.pass(at, drawn.end());
    drawing.edge(step, NEXT, drawing.end(at + "/end", "中止 stop in route " + drawn.id()));
    return step;
  }

  private String known(String at, Optional<KnownSteps.Known> known, String what, String next) {
    if (known.isEmpty()) {
      drawing.refuse(at, what + ", which is none of the steps known by this id");
      return drawn.pass(at, next);
    }
    String step = drawn.step(at, "", known.get().transfer());
    drawing.edge(step, NEXT, next);
    if (!known.get().keptAt().isEmpty()) {
      drawing.edge(step, SEND, known.get().keptAt());
    }
    return step;
  }

  /** A send goes on behind with what it sent, or with what a called route gives back. */
  void send(String step, String at, String uri, String next) {
    if (Languages.isDynamic(uri)) {
      drawing.refuse(at, "sends to an endpoint that is named only while it runs");
      return;
    }
    String target = step;
    for (InterceptSendToEndpointDefinition intercept : all.intercepts()) {
      if (EndpointHelper.matchEndpoint(all.context(), uri, intercept.getUri())) {
        plain.asks(intercept.getOnWhen(), at);
        String last = drawing.step(at + "/intercepted", "", Transfer.HAND_ON);
        drawing.edge(target, NEXT, drawn.beside(() -> chain(intercept.getOutputs(), last)));
        if (intercept.getAfterUri() != null) {
          drawing.edge(target, SEND, drawing.place(all.place(intercept.getAfterUri())));
        }
        target = last;
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
    drawn.refuse(at, OwnCode.of(tap));
    String copy = drawn.step(at + "/copy", "分接 wire tap", Transfer.HAND_ON);
    send(copy, at, String.valueOf(tap.getUri()), drawn.sink(at));
    String step = drawn.pass(at, next);
    drawing.edge(step, COPY, copy);
    return step;
  }

  private String enrich(EnrichDefinition enrich, String at, String next) {
    drawn.refuse(at, OwnCode.of(enrich));
    Optional<String> uri = Languages.constant(enrich.getExpression());
    if (uri.isEmpty()) {
      return drawn.pass(at, next);
    }
    String step = drawn.step(at, "", Transfer.HAND_ON);
    send(step, at, uri.get(), next);
    return step;
  }

  private String choice(ChoiceDefinition choice, String at, String next) {
    String step = drawn.step(at, "分支 choice", Transfer.PASS);
    List<When> taken = new ArrayList<>();
    for (WhenDefinition when : choice.getWhenClauses()) {
      When asks = plain.condition(when.getExpression(), at);
      List<When> both = new ArrayList<>(taken);
      String first = chain(when.getOutputs(), next);
      String gate = drawn.step(at + "/when", "", Transfer.PASS);
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
    String step = drawn.step(at, "", Transfer.PASS);
    drawing.edge(step, NEXT, inside, plain.condition(asked, at));
    drawing.edge(step, NEXT, next);
    return step;
  }

  private String split(SplitDefinition split, String at, String next) {
    drawn.refuse(at, OwnCode.of(split));
    String step = drawn.step(at, "逐件 each of them", Transfer.PASS);
    String parts = drawing.end(at + "/part", "逐件处理 each part of " + at);
    drawing.edge(step, NEXT, chain(split.getOutputs(), parts));
    // The whole goes on behind its parts, each of which was kept or breaks the proof by itself.
    String whole = drawn.step(at + "/whole", "", Transfer.HAND_ON);
    drawing.edge(step, NEXT, whole);
    drawing.edge(whole, NEXT, next);
    return step;
  }

  private String multicast(MulticastDefinition multicast, String at, String next) {
    drawn.refuse(at, OwnCode.of(multicast));
    String step = drawn.step(at, "多发 multicast", Transfer.PASS);
    for (ProcessorDefinition<?> output : multicast.getOutputs()) {
      drawing.edge(step, NEXT, chain(List.of(output), next));
    }
    return step;
  }

  private String loop(LoopDefinition loop, String at, String next) {
    drawn.refuse(at, OwnCode.of(loop));
    String step = drawn.step(at, "循环 loop", Transfer.PASS);
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
      plain.asks(clause.getOnWhen(), at);
      caught.add(chain(clause.getOutputs(), next));
    }
    List<String> tried = new ArrayList<>();
    int earlier = calls.size();
    String first = drawn.trying(tried, () -> chain(attempt.getOutputsWithoutCatches(), next));
    calls.subList(earlier, calls.size()).forEach(call -> call.caughtBy().addAll(caught));
    for (String step : tried) {
      caught.forEach(block -> drawing.edge(step, FAILS, block));
    }
    return first;
  }
}
