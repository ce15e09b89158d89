package org.sanwei.routes.guard.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.BinaryPredicate;
import org.apache.camel.Predicate;
import org.apache.camel.builder.ExpressionClause;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.HeaderExpression;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.model.language.TokenizerExpression;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.apache.camel.support.builder.PredicateBuilder;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Form;
import org.sanwei.config.prove.graph.When;
import org.sanwei.routes.flow.CameBefore;
import org.sanwei.routes.flow.GoesTo;
import org.sanwei.routes.flow.Haste;
import org.sanwei.routes.queue.Addresses;

/**
 * The expressions and predicates that the proof understands: constants, headers, our own classes,
 * and of the simple language only looks at the body and at headers. Everything else may run code.
 */
final class Languages {
  private static final Pattern PART = Pattern.compile("\\$\\{([^{}]*)\\}");
  private static final Pattern HEADER = Pattern.compile("headers?\\.[A-Za-z][A-Za-z0-9-]*");

  /** Of the simple language's operators those that look up no class and run no expression. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\$\\{(?:body|headers?\\.[A-Za-z][A-Za-z0-9-]*)\\}"
              + "(?: (?:==|!=|contains|!contains|startsWith|endsWith) '[^'${}]*')?");

  private static final Set<String> BODY = Set.of("body", "bodyAs(String)");
  private static final Set<String> CONTENTLESS = Set.of("routeId", "exception.class.simpleName");

  /** An anonymous class of Camel's: what a constant is made of in Java's own language. */
  private static final Class<?> CONSTANT = ExpressionBuilder.constantExpression("").getClass();

  private static final String COMPARISONS = PredicateBuilder.class.getName() + "$";

  private Languages() {}

  /** What a condition lets by; empty when it is not understood. */
  static Optional<When> condition(@Nullable ExpressionDefinition definition) {
    if (definition == null) {
      return Optional.empty();
    }
    if (definition instanceof SimpleExpression simple) {
      return COMPARISON.matcher(String.valueOf(simple.getExpression())).matches()
          ? Optional.of(new When.Always())
          : Optional.empty();
    }
    Predicate predicate = definition.getPredicate();
    if (predicate instanceof GoesTo goes) {
      return Optional.of(new When.BoundFor(goes.address()));
    }
    if (predicate instanceof Haste.Asked) {
      return Optional.of(new When.BoundFor(Addresses.PAGES));
    }
    if (predicate instanceof CameBefore) {
      return Optional.of(new When.OfForm(Form.REPEATED));
    }
    boolean known =
        predicate == null
            ? isKnown(definition)
            : isKnown(predicate)
                || predicate instanceof BinaryPredicate both
                    && both.getClass().getName().startsWith(COMPARISONS)
                    && isKnown(both.getLeft())
                    && isKnown(both.getRight());
    return known ? Optional.of(new When.Always()) : Optional.empty();
  }

  /** Whether evaluating it does nothing but look at the message. */
  static boolean isKnown(@Nullable Object expression) {
    if (expression == null) {
      return false;
    }
    if (expression.getClass() == CONSTANT) {
      return true;
    }
    if (expression instanceof org.apache.camel.support.builder.ValueBuilder value) {
      return isKnown(value.getExpression());
    }
    if (expression instanceof ExpressionClause<?> clause) {
      return isKnown(clause.getExpressionType()) || isKnown(clause.getExpressionValue());
    }
    if (expression instanceof SimpleExpression simple) {
      return simple.getResultTypeName() == null && isSafeSimple(simple.getExpression());
    }
    if (expression instanceof TokenizerExpression token) {
      return token.getResultTypeName() == null
          && !placeholder(token.getToken())
          && !String.valueOf(token.getToken()).contains("${")
          && token.getRegex() == null
          && token.getXml() == null
          && token.getEndToken() == null;
    }
    if (expression instanceof ConstantExpression || expression instanceof HeaderExpression) {
      return !placeholder(((ExpressionDefinition) expression).getExpression());
    }
    return expression instanceof ExpressionDefinition definition
        && definition.getClass() == ExpressionDefinition.class
        && (isKnown(definition.getExpressionType()) || isKnown(definition.getExpressionValue()));
  }

  /** Whether a policy is the one that Camel makes of {@code handled(yes)}. */
  static boolean isPolicy(Predicate policy, boolean yes) {
    Predicate made = new OnExceptionDefinition(Exception.class).handled(yes).getHandledPolicy();
    return policy.getClass() == made.getClass() && policy.toString().equals(made.toString());
  }

  /** The text of a constant; empty when it is anything else. */
  static Optional<String> constant(@Nullable ExpressionDefinition definition) {
    if (definition instanceof ConstantExpression constant
        && !placeholder(constant.getExpression())) {
      return Optional.ofNullable(constant.getExpression());
    }
    if (definition != null
        && definition.getClass() == ExpressionDefinition.class
        && definition.getExpressionValue() != null
        && definition.getExpressionValue().getClass() == CONSTANT) {
      return Optional.of(definition.getExpressionValue().toString());
    }
    if (definition != null
        && definition.getExpressionValue() instanceof ExpressionClause<?> clause
        && clause.getExpressionType() instanceof ConstantExpression constant) {
      return constant(constant);
    }
    return Optional.empty();
  }

  /** Of the simple language: text, and the body and headers in it; no calls, no look-ups. */
  static boolean isSafeSimple(@Nullable String text) {
    return text != null
        && !placeholder(text)
        && parts(text).stream()
            .allMatch(part -> BODY.contains(part) || HEADER.matcher(part).matches())
        && !PART.matcher(text).replaceAll("").contains("${")
        && !text.contains("$simple{");
  }

  /** Whether a log line shows nothing of the message. */
  static boolean isContentless(@Nullable String text) {
    return text != null
        && !placeholder(text)
        && CONTENTLESS.containsAll(parts(text))
        && !PART.matcher(text).replaceAll("").contains("${")
        && !text.contains("$simple{");
  }

  /** Whether an endpoint's name holds something that is filled in later. */
  static boolean isDynamic(String uri) {
    return uri.contains("${") || uri.contains("$simple{") || placeholder(uri);
  }

  private static boolean placeholder(@Nullable String text) {
    return text != null && text.contains("{{");
  }

  private static List<String> parts(String text) {
    return PART.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
