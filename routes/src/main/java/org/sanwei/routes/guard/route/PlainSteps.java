package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.NEXT;
import static org.sanwei.config.prove.graph.Edge.Way.SEND;

import java.util.Locale;
import java.util.Optional;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OnWhenDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.config.prove.graph.When;

/**
 * Steps that ask, alter or say something and send nothing: what they may ask and in which language,
 * and what a log line shows. Not thread-safe.
 */
final class PlainSteps {
  private static final When ANY = new When.Always();

  private final DrawnRoute drawn;
  private final Drawing drawing;

  PlainSteps(DrawnRoute drawn) {
    this.drawn = drawn;
    drawing = drawn.drawing();
  }

  /** A further condition; that it is left out of the drawing only adds ways. */
  void asks(@Nullable OnWhenDefinition when, String at) {
    if (when != null) {
      When unused = condition(when.getExpression(), at);
    }
  }

  When condition(@Nullable ExpressionDefinition asked, String at) {
    Optional<When> when = Languages.condition(asked);
    if (when.isEmpty()) {
      drawing.refuse(at, "asks something in a language, or of a class, that is not known");
    }
    return when.orElse(ANY);
  }

  String log(LogDefinition log, String at, String next) {
    drawn.refuse(at, OwnCode.of(log));
    String step = drawn.pass(at, next);
    if (!Languages.isContentless(log.getMessage())) {
      drawing.edge(step, SEND, drawing.place(Place.unknown("log")));
    }
    return step;
  }

  /** An exception's words come into logs. */
  String thrown(String at, @Nullable String message) {
    String fails = drawn.step(at + "/fails", "", Transfer.FAIL);
    if (message == null || Languages.isContentless(message)) {
      return fails;
    }
    String step = drawn.pass(at, fails);
    drawing.edge(step, SEND, drawing.place(Place.unknown("log")));
    return step;
  }

  String convert(ConvertBodyDefinition convert, String at, String next) {
    String type = String.valueOf(convert.getType());
    boolean plain =
        type.equals("byte[]")
            || type.equals("[B")
            || type.equals("String")
            || type.equals("java.lang.String");
    if (!plain) {
      drawing.refuse(at, "converts to something else than bytes or text");
    }
    return drawn.pass(at, next);
  }

  String setHeader(SetHeaderDefinition header, String at, String next) {
    String named = String.valueOf(header.getName()).toLowerCase(Locale.ROOT);
    if (named.startsWith("camel") || named.startsWith("jms") || Languages.isDynamic(named)) {
      drawing.refuse(at, "sets a header that steers the engine");
    }
    return looks(header.getExpression(), at, next);
  }

  /** A body may be made of the one that came; one that is made of nothing would throw it away. */
  String setBody(SetBodyDefinition body, String at, String next) {
    ExpressionDefinition expression = body.getExpression();
    boolean keeps =
        expression != null
            && Languages.isKnown(expression)
            && String.valueOf(expression.getExpression()).contains("${body");
    if (!keeps) {
      drawing.refuse(at, "puts a body in place of the one that came");
    }
    String step = drawn.step(at, "", Transfer.ALTER);
    drawing.edge(step, NEXT, next);
    return step;
  }

  String looks(@Nullable ExpressionDefinition expression, String at, String next) {
    if (!Languages.isKnown(expression)) {
      drawing.refuse(at, "uses an expression that is not known");
    }
    return drawn.pass(at, next);
  }
}
