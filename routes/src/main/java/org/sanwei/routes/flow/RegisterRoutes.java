package org.sanwei.routes.flow;

import java.io.UncheckedIOException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.AsItCame;
import org.sanwei.routes.queue.LargeTurn;

/**
 * The ends of the first half-walk: from the broker into the register. The database commits first,
 * then the broker; the register's keys make a redelivery harmless. While the database is down
 * bodies wait on the broker, and officers' words until the register has caught up ({@link
 * EarlyWords}); what the register refuses for good rests, sealed, in {@code sanwei.dead}.
 */
public final class RegisterRoutes extends RouteBuilder {
  /** The steps; their classes in a drawing, which can be read and not run. */
  private final Object steps;

  private final Object officers;
  private final int consumers;
  private final OneLargeAtATime large;

  public RegisterRoutes(
      RegisterSteps steps, OfficerSteps officers, int consumers, OneLargeAtATime large) {
    this((Object) steps, officers, consumers, large);
  }

  private RegisterRoutes(Object steps, Object officers, int consumers, OneLargeAtATime large) {
    this.steps = steps;
    this.officers = officers;
    this.consumers = consumers;
    this.large = large;
  }

  /** The same routes with nothing behind them, for whoever only reads them. */
  public static RegisterRoutes drawn() {
    return new RegisterRoutes(
        (Object) RegisterSteps.class, OfficerSteps.class, 1, new OneLargeAtATime(new LargeTurn()));
  }

  @Override
  public void configure() {
    onException(
            RegisterUnavailable.class,
            NotYet.class,
            UncheckedIOException.class,
            OneLargeAtATime.NotItsTurn.class)
        .handled(false)
        .logStackTrace(false)
        .logExhausted(false);
    onException(Exception.class)
        .handled(true)
        .useOriginalMessage()
        .logExhausted(false)
        .log(
            LoggingLevel.ERROR,
            "route ${routeId}: the register refused a body (${exception.class.simpleName}); it rests in "
                + Addresses.DEAD)
        .process(new AsItCame())
        .to(Endpoints.to(Addresses.DEAD));

    from(Endpoints.from(Addresses.DESK, consumers))
        .routeId("register-desk")
        .process(large)
        .id("register-desk-large")
        .bean(steps, "settle")
        .id("register-desk-settle");
    from(Endpoints.from(Addresses.LEDGER, consumers))
        .routeId("register-ledger")
        .bean(steps, "append")
        .id("register-ledger-append");
    from(Endpoints.from(Addresses.RECEIPT, 1))
        .routeId("officers-word")
        .bean(officers, "take")
        .id("officers-word-take")
        .split(body())
        .stopOnException()
        .to("direct:" + ArrivalRoutes.DEPART)
        .end();
  }
}
