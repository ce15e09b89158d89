package org.sanwei.routes.guard.route;

import java.util.Optional;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/**
 * What routes and their steps can bear besides that runs somebody's own code, or moves a message
 * where no drawing shows it: in words, empty for nothing.
 */
final class OwnCode {
  private OwnCode() {}

  static Optional<String> of(RouteDefinition route) {
    if (!route.getInterceptStrategies().isEmpty()
        || route.getInput().getVariableReceive() != null) {
      return Optional.of("has interceptors of its own, or puts what comes into a variable");
    }
    if (route.getRoutePolicies() != null || route.getRoutePolicyRef() != null) {
      return Optional.of("has a route policy");
    }
    if (route.getInputType() != null || route.getOutputType() != null) {
      return Optional.of("has input or output types, which transformers and validators answer to");
    }
    return when(
        route.getErrorHandlerRef() != null || route.getTemplateParameters() != null,
        "has an error handler by reference, or comes of a template");
  }

  static Optional<String> of(OnExceptionDefinition handler) {
    if (handler.getContinued() != null || handler.getContinuedPolicy() != null) {
      return Optional.of("goes on as if nothing had failed (continued)");
    }
    return when(
        handler.getOnRedelivery() != null
            || handler.getOnRedeliveryRef() != null
            || handler.getOnExceptionOccurred() != null
            || handler.getOnExceptionOccurredRef() != null
            || handler.getRetryWhile() != null
            || handler.getRedeliveryPolicyRef() != null,
        "has processors or expressions of its own beside its steps");
  }

  static Optional<String> of(DefaultErrorHandlerDefinition handler) {
    return when(
        handler.getOnRedeliveryProcessor() != null
            || handler.getOnRedeliveryRef() != null
            || handler.getOnPrepareFailureProcessor() != null
            || handler.getOnPrepareFailureRef() != null
            || handler.getOnExceptionOccurredProcessor() != null
            || handler.getOnExceptionOccurredRef() != null
            || handler.getRetryWhilePredicate() != null
            || handler.getRetryWhileRef() != null,
        "has an error handler with processors of its own");
  }

  static Optional<String> of(ToDefinition to) {
    return when(
        to.getVariableSend() != null || to.getVariableReceive() != null || to.getEndpoint() != null,
        "sends a variable, or to an endpoint that has no name");
  }

  static Optional<String> of(WireTapDefinition<?> tap) {
    return when(
        tap.getOnPrepareProcessor() != null
            || tap.getOnPrepare() != null
            || tap.getVariableSend() != null,
        "taps a variable, or with a processor of its own");
  }

  static Optional<String> of(EnrichDefinition enrich) {
    return when(
        Languages.constant(enrich.getExpression()).isEmpty()
            || enrich.getAggregationStrategyBean() != null
            || enrich.getAggregationStrategy() != null
            || enrich.getVariableSend() != null
            || enrich.getVariableReceive() != null,
        "enriches from an endpoint, or in a way, that only the message knows");
  }

  static Optional<String> of(SplitDefinition split) {
    return when(
        !Languages.isKnown(split.getExpression())
            || split.getAggregationStrategyBean() != null
            || split.getAggregationStrategy() != null
            || split.getOnPrepareProcessor() != null
            || split.getOnPrepare() != null,
        "splits or joins in a way that is not known");
  }

  static Optional<String> of(MulticastDefinition multicast) {
    return when(
        multicast.getAggregationStrategyBean() != null
            || multicast.getAggregationStrategy() != null
            || multicast.getOnPrepareProcessor() != null
            || multicast.getOnPrepare() != null,
        "joins or prepares copies in a way that is not known");
  }

  static Optional<String> of(LoopDefinition loop) {
    return when(
        !Languages.isKnown(loop.getExpression())
            || loop.getOnPrepareProcessor() != null
            || loop.getOnPrepare() != null,
        "loops in a way that is not known");
  }

  static Optional<String> of(LogDefinition log) {
    return when(
        log.getLoggerBean() != null || log.getLogger() != null || log.getLogLanguage() != null,
        "logs to a logger, or in a language, of its own");
  }

  private static Optional<String> when(boolean so, String what) {
    return so ? Optional.of(what) : Optional.empty();
  }
}
