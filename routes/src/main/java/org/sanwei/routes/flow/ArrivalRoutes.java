package org.sanwei.routes.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.sanwei.config.label.Line;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;

/**
 * The first half-walk: arrival to desk or 机要 line, one broker transaction a hop. Says what follows
 * what; decides nothing. What leaves is a list of sealed bodies, each with its address, and every
 * address has one static way out, so that the route graph can be read and proved.
 *
 * <pre>
 * sanwei.intake ─ open ─ book ─┬─ again ──────────┬─▶ sanwei.ledger
 *                              └─ judge ─ depart ─┼─▶ sanwei.desk
 *                                                 └─▶ sanwei.cipher.&lt;line&gt;, sanwei.spill
 * </pre>
 */
public final class ArrivalRoutes extends RouteBuilder {
  /** The id of the route that reads and judges. */
  public static final String JUDGE = "judge";

  /** The id of the route from which every sealed body leaves. */
  public static final String DEPART = "depart";

  private final ArrivalSteps steps;
  private final List<Line> lines;
  private final int consumers;
  private final OneLargeAtATime large;

  public ArrivalRoutes(ArrivalSteps steps, List<Line> lines, int consumers, OneLargeAtATime large) {
    this.steps = steps;
    this.lines = List.copyOf(lines);
    this.consumers = consumers;
    this.large = large;
  }

  @Override
  public void configure() {
    // A failure rolls the whole hop back and the broker redelivers, as long as it takes: except
    // what
    // will never open, which rests in sanwei.dead.
    onException(SealedPayload.SealBroken.class, Wire.BadPayload.class)
        .handled(true)
        .useOriginalMessage()
        .logExhausted(false)
        .log(LoggingLevel.ERROR, "a body that does not open goes to " + Addresses.DEAD)
        .removeHeaders("*")
        .to(Endpoints.to(Addresses.DEAD));
    onException(Exception.class).handled(false).logExhausted(false).logStackTrace(false);
    from(Endpoints.from(Addresses.INTAKE, consumers))
        .routeId(JUDGE)
        .process(large)
        .id("judge-large")
        .bean(steps, "open")
        .id("judge-open")
        .bean(steps, "book")
        .id("judge-book")
        .choice()
        .when(body().isInstanceOf(Booked.Again.class))
        .bean(steps, "again")
        .id("judge-again")
        .otherwise()
        .bean(steps, "judge")
        .id("judge-judge")
        .bean(steps, "depart")
        .id("judge-depart")
        .end()
        .split(body())
        .stopOnException()
        .to("direct:" + DEPART)
        .end();

    ChoiceDefinition exits = from("direct:" + DEPART).routeId(DEPART).choice();
    for (String address : addresses()) {
      exits
          .when(exchange -> bodyOf(exchange).address().equals(address))
          .process(exchange -> SealedBodyLoader.load(bodyOf(exchange), exchange.getMessage()))
          .id("load-" + address)
          .to(Endpoints.to(address))
          .id("to-" + address);
    }
    exits.otherwise().throwException(IllegalStateException.class, "no way out for this address");
  }

  private List<String> addresses() {
    List<String> all = new ArrayList<>(List.of(Addresses.DESK, Addresses.LEDGER, Addresses.SPILL));
    lines.forEach(line -> all.add(line.address()));
    return all;
  }

  private static SealedBody bodyOf(Exchange exchange) {
    return Objects.requireNonNull(exchange.getMessage().getBody(SealedBody.class), "sealed body");
  }
}
