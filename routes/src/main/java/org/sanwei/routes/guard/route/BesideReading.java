package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.COPY;
import static org.sanwei.config.prove.graph.Edge.Way.FAILS;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.Predicate;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Transfer;

/**
 * What stands beside a route's flow: what takes a message when a step fails, or when the route has
 * ended. Not thread-safe.
 */
final class BesideReading {
  private final Drawing drawing;
  private final DrawnRoute drawn;
  private final FlowReading flow;
  private final PlainSteps plain;
  private final List<String> handlers = new ArrayList<>();
  private final List<String> originals = new ArrayList<>();
  private final List<String> completions = new ArrayList<>();

  BesideReading(DrawnRoute drawn, FlowReading flow, PlainSteps plain) {
    this.drawn = drawn;
    this.flow = flow;
    this.plain = plain;
    drawing = drawn.drawing();
  }

  /** Draws the blocks, the error handler, and the ways into them from the flow's steps. */
  void read(List<ProcessorDefinition<?>> blocks, @Nullable ErrorHandlerFactory factory) {
    blocks.forEach(this::beside);
    errorHandler(factory);
    for (String handler : handlers) {
      drawn.steps().forEach(step -> drawing.edge(step, FAILS, handler));
    }
    for (String completion : completions) {
      drawn.all().forEach(step -> drawing.edge(step, FAILS, completion));
    }
  }

  /** The blocks that take what failed as it is by then, and at the end. */
  List<String> blocks() {
    List<String> blocks = new ArrayList<>(handlers);
    blocks.addAll(completions);
    return blocks;
  }

  /** Those that take the message as it came to the route. */
  List<String> originals() {
    return originals;
  }

  private void beside(ProcessorDefinition<?> output) {
    Object one = output;
    if (one instanceof OnExceptionDefinition handler) {
      onException(handler);
    } else if (one instanceof OnCompletionDefinition completion) {
      plain.asks(completion.getOnWhen(), drawn.name(output));
      String block = flow.chain(completion.getOutputs(), drawn.sink(drawn.name(output)));
      completions.add(block);
      drawing.edge(drawn.end(), COPY, block);
    }
  }

  private void onException(OnExceptionDefinition handler) {
    String at = drawn.name(handler);
    drawn.refuse(at, OwnCode.of(handler));
    plain.asks(handler.getOnWhen(), at);
    boolean handled = isHandled(handler);
    String last =
        handled
            ? drawing.end(at + "/end", "出错处理 handling of errors, " + drawn.id())
            : drawn.sink(at);
    if (handler.getOutputs().isEmpty() && !handled) {
      return;
    }
    String block = flow.chain(handler.getOutputs(), last);
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
      drawing.refuse(drawn.name(handler), "is handled or not, as only the message knows");
    }
    return handled;
  }

  private void errorHandler(@Nullable ErrorHandlerFactory factory) {
    if (factory instanceof DeadLetterChannelDefinition dead) {
      String uri = dead.getDeadLetterUri() == null ? "" : dead.getDeadLetterUri();
      String at = drawn.id() + "/deadLetterChannel";
      String step = drawing.step(at, "死信通道 dead letter channel", Transfer.HAND_ON);
      flow.send(step, at, uri, drawing.end(at + "/end", "死信通道 dead letter channel, " + drawn.id()));
      ("true".equals(dead.getUseOriginalMessage()) ? originals : handlers).add(step);
      drawn.refuse(drawn.id(), OwnCode.of(dead));
    } else if (factory instanceof DefaultErrorHandlerDefinition usual) {
      drawn.refuse(drawn.id(), OwnCode.of(usual));
    } else if (factory != null
        && !(factory instanceof NoErrorHandlerDefinition)
        && !(factory instanceof RefErrorHandlerDefinition ref && isDefault(ref))) {
      drawing.refuse(drawn.id(), "has an error handler of a kind that is not known");
    }
  }

  private static boolean isDefault(RefErrorHandlerDefinition ref) {
    return RefErrorHandlerDefinition.DEFAULT_ERROR_HANDLER_BUILDER.equals(ref.getRef());
  }
}
