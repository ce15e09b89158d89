package org.sanwei.routes.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
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
 *                                                 ├─▶ sanwei.cipher.&lt;line&gt;, sanwei.spill
 *                                                 └─▶ sanwei.pictures
 * sanwei.pictures ─ open ─ head ─┬─▶ sanwei.pages
 *                                └─▶ sanwei.ledger
 * sanwei.pages ─ open ─ book ─┬─ again ─▶ as above
 *                             └─ whole ─ depart ─▶ as above
 * </pre>
 *
 * <p>What has pictures is read on queues of its own: slow work never keeps a text waiting, and
 * every first page's head is read before any body.
 */
public final class ArrivalRoutes extends RouteBuilder {
  /** The id of the route that reads and judges. */
  public static final String JUDGE = "judge";

  /** The id of the route that reads heads of pictures. */
  public static final String HEADS = "heads";

  /** The id of the route that reads whole pictures, and judges. */
  public static final String PAGES = "pages";

  /** The id of the route from which every sealed body leaves. */
  public static final String DEPART = "depart";

  /** The steps; their class in a drawing, which can be read and not run. */
  private final Object steps;

  private final List<Line> lines;
  private final int consumers;
  private final OneLargeAtATime large;
  private final OneLargeAtATime largePages;

  /** Of its own: a head does not wait while a large body is read. */
  private final OneLargeAtATime largeHeads = new OneLargeAtATime(new LargeTurn());

  private final HeadsFirst headsFirst;

  /**
   * @param largePages the turn of those whose pages are read whole
   */
  public ArrivalRoutes(
      ArrivalSteps steps,
      List<Line> lines,
      int consumers,
      OneLargeAtATime large,
      OneLargeAtATime largePages,
      HeadsFirst headsFirst) {
    this((Object) steps, lines, consumers, large, largePages, headsFirst);
  }

  private ArrivalRoutes(
      Object steps,
      List<Line> lines,
      int consumers,
      OneLargeAtATime large,
      OneLargeAtATime largePages,
      HeadsFirst headsFirst) {
    this.steps = steps;
    this.lines = List.copyOf(lines);
    this.consumers = consumers;
    this.large = large;
    this.largePages = largePages;
    this.headsFirst = headsFirst;
  }

  /** The same routes with nothing behind them, for whoever only reads them. */
  public static ArrivalRoutes drawn(List<Line> lines) {
    return new ArrivalRoutes(
        (Object) ArrivalSteps.class,
        lines,
        1,
        new OneLargeAtATime(new LargeTurn()),
        new OneLargeAtATime(new LargeTurn()),
        new HeadsFirst(() -> false));
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
    judged(
        from(Endpoints.from(Addresses.INTAKE, consumers))
            .routeId(JUDGE)
            .process(large)
            .id("judge-large"),
        JUDGE,
        "judge");
    from(Endpoints.from(Addresses.PICTURES, 1))
        .routeId(HEADS)
        .process(largeHeads)
        .id("heads-large")
        .bean(steps, "open")
        .id("heads-open")
        .bean(steps, "head")
        .id("heads-head")
        .split(body())
        .stopOnException()
        .to("direct:" + DEPART)
        .end();
    judged(
        from(Endpoints.from(Addresses.PAGES, 1))
            .routeId(PAGES)
            .process(headsFirst)
            .id("pages-heads-first")
            .process(largePages)
            .id("pages-large"),
        PAGES,
        "whole");

    ChoiceDefinition exits = from("direct:" + DEPART).routeId(DEPART).choice();
    for (String address : addresses()) {
      exits.when(new GoesTo(address)).to(Endpoints.to(address)).id("to-" + address);
    }
    for (Haste haste : Haste.values()) {
      exits.when(new Haste.Asked(haste)).to(haste.endpoint()).id("to-pages-" + haste);
    }
    exits.otherwise().throwException(IllegalStateException.class, "no way out for this address");
  }

  /** From a sealed arrival to what leaves; {@code reads} is the step that reads and judges. */
  private void judged(ProcessorDefinition<?> start, String id, String reads) {
    start
        .bean(steps, "open")
        .id(id + "-open")
        .bean(steps, "book")
        .id(id + "-book")
        .choice()
        .when(new CameBefore())
        .bean(steps, "again")
        .id(id + "-again")
        .otherwise()
        .bean(steps, reads)
        .id(id + "-" + reads)
        .bean(steps, "depart")
        .id(id + "-depart")
        .end()
        .split(body())
        .stopOnException()
        .to("direct:" + DEPART)
        .end();
  }

  private List<String> addresses() {
    List<String> all =
        new ArrayList<>(
            List.of(Addresses.DESK, Addresses.LEDGER, Addresses.SPILL, Addresses.PICTURES));
    lines.forEach(line -> all.add(line.address()));
    return all;
  }
}
