package org.sanwei.routes.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.sanwei.config.label.Line;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.AsItCame;
import org.sanwei.routes.queue.LargeTurn;

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

  /** The steps; their class in a drawing, which can be read and not run. */
  private final Object steps;

  private final List<Line> lines;
  private final int consumers;
  private final OneLargeAtATime large;

  public ArrivalRoutes(ArrivalSteps steps, List<Line> lines, int consumers, OneLargeAtATime large) {
    this((Object) steps, lines, consumers, large);
  }

  private ArrivalRoutes(Object steps, List<Line> lines, int consumers, OneLargeAtATime large) {
    this.steps = steps;
    this.lines = List.copyOf(lines);
    this.consumers = consumers;
    this.large = large;
  }

  /** The same routes with nothing behind them, for whoever only reads them. */
  public static ArrivalRoutes drawn(List<Line> lines) {
    return new ArrivalRoutes(
        (Object) ArrivalSteps.class, lines, 1, new OneLargeAtATime(new LargeTurn()));
  }

  @Override
  public void configure() {
    // A failure rolls the whole hop back and the broker redelivers, as long as it takes: except
    // what will never open, which rests in sanwei.dead.
    onException(SealedPayload.SealBroken.class, Wire.BadPayload.class)
        .handled(true)
        .useOriginalMessage()
        .logExhausted(false)
        .log(LoggingLevel.ERROR, "a body that does not open goes to " + Addresses.DEAD)
        .process(new AsItCame())
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
        .when(new CameBefore())
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
      exits.when(new GoesTo(address)).to(Endpoints.to(address)).id("to-" + address);
    }
    exits.otherwise().throwException(IllegalStateException.class, "no way out for this address");
  }

  private List<String> addresses() {
    List<String> all = new ArrayList<>(List.of(Addresses.DESK, Addresses.LEDGER, Addresses.SPILL));
    lines.forEach(line -> all.add(line.address()));
    return all;
  }
}
