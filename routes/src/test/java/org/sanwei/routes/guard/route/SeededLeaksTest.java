package org.sanwei.routes.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.label.Line;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.CameBefore;
import org.sanwei.routes.flow.Endpoints;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.AsItCame;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseRoute;

/**
 * Each leak, sown into routes and a policy that hold without it, is found, and the path or the
 * refusal names it.
 */
class SeededLeaksTest {
  private static final String DESK = Endpoints.to(Addresses.DESK);
  private static final String LINE = Endpoints.to(Line.ROOT.address());

  /** Somewhere that nobody cleared. */
  private static final String OUT = "http:out.example";

  /** What is sown beside what holds: routes, another policy, standing orders. */
  record Leak(
      String name,
      String found,
      Policy policy,
      List<RouteBuilder> routes,
      List<OrderBounds> orders) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Leak> leaks() {
    return Stream.of(
        sown("a wire tap", "→ http:out.example", route(from -> rests(from.wireTap(OUT)))),
        sown(
            "a wire tap into our own desk",
            "→ sanwei.desk",
            route(from -> rests(from.wireTap(DESK)))),
        sown(
            "an endpoint that the message names",
            "leak/toD: is a 'toD', which is not proved",
            route(from -> rests(from.toD("http:${header.where}")))),
        sown(
            "a recipient list from a header",
            "leak/recipientList: is a 'recipientList'",
            route(from -> from.recipientList().header("where"))),
        sown(
            "a routing slip",
            "leak/routingSlip: is a 'routingSlip'",
            route(from -> from.routingSlip().header("where"))),
        sown(
            "a dynamic router",
            "leak/dynamicRouter: is a 'dynamicRouter'",
            route(from -> from.dynamicRouter().header("where"))),
        sown(
            "a multicast with one address too many",
            "→ http:out.example",
            route(from -> from.multicast().to(ReleaseRoute.DEAD).to(OUT))),
        sown(
            "an enrichment that asks outside",
            "→ http:out.example",
            route(from -> rests(from.enrich(OUT)))),
        sown(
            "a poll that brings in what nobody judged",
            "leak/pollEnrich: is a 'pollEnrich'",
            route(from -> rests(from.pollEnrich("file:/tmp")))),
        sown(
            "a way from intake straight to the desk",
            "→ sanwei.desk (值班席队列 desk queue)  [封存的来文 sealed arrival, 未判 unjudged = TOP_SECRET]",
            route(from -> from.to(DESK))),
        sown(
            "something that is no envelope on the line",
            "sanwei.cipher.default (绝密 TOP_SECRET) 不收这种类型 / does not admit its type",
            route(from -> from.to(LINE))),
        sown(
            "a choice by header that passes the judge by",
            "→ sanwei.desk",
            route(
                from ->
                    booked(from)
                        .choice()
                        .when(new CameBefore())
                        .bean((Object) ArrivalSteps.class, "again")
                        .id("judge-again")
                        .when()
                        .header("urgent")
                        .to(DESK)
                        .otherwise()
                        .bean((Object) ArrivalSteps.class, "judge")
                        .id("judge-judge")
                        .bean((Object) ArrivalSteps.class, "depart")
                        .id("judge-depart")
                        .end()
                        .split()
                        .body()
                        .to("direct:" + ArrivalRoutes.DEPART))),
        sown(
            "a failing that goes outside",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.onException(Exception.class).handled(true).to(OUT);
                  rests(routes.leak());
                })),
        sown(
            "a failing that is handled and swallowed",
            "nobody has kept it",
            builder(
                routes -> {
                  routes.onException(Exception.class).handled(true).removeHeaders("*");
                  rests(routes.leak());
                })),
        sown(
            "what was made of a message among the dead",
            "→ sanwei.dead (死信 dead letters)  [启封的来文 opened arrival",
            builder(
                routes -> {
                  routes.onException(Exception.class).handled(true).to(ReleaseRoute.DEAD);
                  judged(routes.leak());
                })),
        sown(
            "a dead-letter channel that is a way out",
            "→ leak/deadLetterChannel",
            builder(
                routes -> {
                  routes.errorHandler(routes.deadLetterTo(OUT));
                  rests(routes.leak());
                })),
        sown(
            "a copy when it is done",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.onCompletion().to(OUT);
                  rests(routes.leak());
                })),
        sown(
            "an interceptor at every step",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.intercept().to(OUT);
                  rests(routes.leak());
                })),
        sown(
            "an interceptor of what is sent to the dead",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.interceptSendToEndpoint("jms:queue:sanwei.dead*").to(OUT);
                  rests(routes.leak());
                })),
        sown(
            "an interceptor of what comes in",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.interceptFrom().to(OUT);
                  rests(routes.leak());
                })),
        sown(
            "a try whose catch goes outside",
            "→ http:out.example",
            route(
                from ->
                    from.doTry()
                        .process(new AsItCame())
                        .to(ReleaseRoute.DEAD)
                        .doCatch(Exception.class)
                        .to(OUT)
                        .end())),
        sown(
            "a loop around a way out",
            "→ http:out.example",
            route(from -> rests(from.loop(2).to(OUT).end()))),
        sown(
            "another bean under the judge's name",
            "judge-judge: calls org.sanwei.routes.guard.route.SeededLeaksTest$Mild.judge, which is"
                + " none of the steps known by this id",
            route(from -> booked(from).bean(new Mild(), "judge").id("judge-judge"))),
        sown(
            "another method under the judge's name",
            "judge-judge: calls org.sanwei.routes.flow.ArrivalSteps.open",
            route(
                from -> booked(from).bean((Object) ArrivalSteps.class, "open").id("judge-judge"))),
        sown(
            "a judge that is left out",
            "judge-depart#2 总是出错",
            route(
                from ->
                    booked(from).bean((Object) ArrivalSteps.class, "depart").id("judge-depart"))),
        sown(
            "a processor of nobody's",
            "leak/process: runs the processor",
            route(from -> rests(from.process(exchange -> {})))),
        sown(
            "a script",
            "leak/script: is a 'script'",
            route(from -> rests(from.script().simple("${body}")))),
        sown(
            "a condition that calls a bean",
            "leak/filter: asks something in a language",
            route(from -> from.filter().method("leak", "ask").to(LINE))),
        sown(
            "a condition that looks up a bean in the simple language",
            "leak/filter: asks something in a language",
            route(from -> from.filter().simple("${bean:leak}").to(LINE))),
        sown("a log line with the text", "→ log", route(from -> rests(from.log("got ${body}")))),
        sown(
            "an exception with the text",
            "→ log",
            route(from -> from.throwException(IllegalStateException.class, "got ${body}"))),
        sown(
            "other options of an address",
            "jms:queue:sanwei.desk?deliveryPersistent=false",
            route(from -> from.to("jms:queue:sanwei.desk?deliveryPersistent=false"))),
        sown(
            "a route that reads the officers' line",
            "leak: from jms: is no address that a route may consume",
            builder(
                routes -> routes.from("jms:queue:sanwei.cipher.default").routeId("leak").to(OUT))),
        sown(
            "a route that keeps nothing",
            "nobody has kept it",
            route(from -> from.removeHeaders("*"))),
        sown(
            "a variable in place of the message",
            "leak/to: sends a variable",
            route(from -> from.toV(ReleaseRoute.DEAD, "v", null))),
        sown(
            "an end in the middle of a called route",
            "leak/stop/end",
            builder(
                routes -> routes.from("direct:" + ArrivalRoutes.DEPART).routeId("leak").stop())),
        sown(
            "what a called route made, in the hands of its caller's handler",
            "→ http:out.example",
            builder(
                routes -> {
                  routes.onException(Exception.class).handled(true).to(OUT);
                  routes.leak().split().body().to("direct:" + ArrivalRoutes.DEPART);
                })),
        sown(
            "a call of a route that is not there",
            "→ direct:nowhere",
            route(from -> from.to("direct:nowhere"))),
        sown(
            "a release that skips the signature",
            "→ jms:queue:sanwei.release.sms",
            builder(
                routes ->
                    routes
                        .from(Endpoints.from(Addresses.DESK, 1))
                        .routeId("leak")
                        .to(Endpoints.to(new OutletName("sms").address())))),
        sown(
            "an outlet that is cleared too high",
            "→ network:sms (公众网 public network)  [可外发件 Releasable, 公开件 open 工作秘密 WORK_SECRET,"
                + " 审签 release signature",
            "sms:   { clearance: PUBLIC }",
            "sms:   { clearance: WORK_SECRET }"),
        sown(
            "a line that has no way of its own",
            "depart/throwException/fails 总是出错，谁也收不到",
            "lines:                             # 机要线；名称是 anchors 目录里的证书",
            "lines:\n  default/new: { officers: [officer-a], recovery: recovery-default }"),
        sown(
            "a standing order for any source",
            "→ order:flood (常备放行令 standing order flood, 未限定 without 经证实的来源 an authenticated"
                + " source)",
            new OrderBounds("flood", "sms", false, true, true, true)),
        sown(
            "a standing order without a template",
            "未限定 without 模板 a template",
            new OrderBounds("flood", "sms", true, false, true, true)),
        sown(
            "a standing order without a cap",
            "未限定 without 次数上限 a cap",
            new OrderBounds("flood", "sms", true, true, false, true)),
        sown(
            "a standing order that never expires",
            "未限定 without 失效时间 an expiry",
            new OrderBounds("flood", "sms", true, true, true, false)),
        sown(
            "a standing order for an outlet that is not there",
            "→ outlet:fax",
            new OrderBounds("flood", "fax", true, true, true, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leaks")
  void isFoundAndWithoutItTheProofHolds(Leak leak) {
    Policy shipped = Policies.shipped();
    List<RouteBuilder> routes = RouteProof.drawn(shipped);
    assertThat(RouteProof.prove(shipped, List.of(), routes, List.of()).words()).startsWith("证明：");

    Proof proof = RouteProof.prove(leak.policy(), leak.orders(), routes(leak), List.of());

    assertThat(proof.holds()).isFalse();
    assertThat(proof.words()).contains(leak.found());
    if (proof instanceof Proof.Broken broken && last(broken).equals(OUT)) {
      assertThat(engine(leak, broken)).isEqualTo(new LeakProbe.Shown.Arrived(OUT, true));
    }
  }

  private static String last(Proof.Broken broken) {
    return broken.path().get(broken.path().size() - 1).node();
  }

  /** What the real engine does with a marked body on that path. */
  private static LeakProbe.Shown engine(Leak leak, Proof.Broken broken) {
    RouteGraph graph = RouteProof.graph(leak.policy(), leak.orders(), routes(leak), List.of());
    return LeakProbe.run(graph, broken, routes(leak), leak.policy());
  }

  /** Defined anew: a route's definition belongs to one context. */
  private static List<RouteBuilder> routes(Leak leak) {
    List<RouteBuilder> routes = new ArrayList<>(RouteProof.drawn(Policies.shipped()));
    leak.routes().forEach(builder -> routes.add(((Leaking) builder).anew()));
    return routes;
  }

  private static Leak sown(String name, String found, RouteBuilder routes) {
    return new Leak(name, found, Policies.shipped(), List.of(routes), List.of());
  }

  private static Leak sown(String name, String found, String from, String to) {
    return new Leak(name, found, Policies.shipped(from, to), List.of(), List.of());
  }

  private static Leak sown(String name, String found, OrderBounds order) {
    return new Leak(name, found, Policies.shipped(), List.of(), List.of(order));
  }

  private static RouteBuilder route(Consumer<RouteDefinition> leak) {
    return builder(routes -> leak.accept(routes.leak()));
  }

  private static RouteBuilder builder(Consumer<Leaking> leak) {
    return new Leaking(leak);
  }

  /** As far as the register. */
  private static RouteDefinition booked(RouteDefinition from) {
    return from.bean((Object) ArrivalSteps.class, "open")
        .id("judge-open")
        .bean((Object) ArrivalSteps.class, "book")
        .id("judge-book");
  }

  /** The whole way of the judge's route. */
  private static void judged(RouteDefinition from) {
    booked(from)
        .choice()
        .when(new CameBefore())
        .bean((Object) ArrivalSteps.class, "again")
        .id("judge-again")
        .otherwise()
        .bean((Object) ArrivalSteps.class, "judge")
        .id("judge-judge")
        .bean((Object) ArrivalSteps.class, "depart")
        .id("judge-depart")
        .end()
        .split()
        .body()
        .to("direct:" + ArrivalRoutes.DEPART);
  }

  /** An end that holds by itself: whatever comes rests, as it came. */
  private static void rests(ProcessorDefinition<?> from) {
    from.process(new AsItCame()).to(ReleaseRoute.DEAD);
  }

  /** Routes with a second reader of what comes in. */
  static final class Leaking extends RouteBuilder {
    private final Consumer<Leaking> leak;

    Leaking(Consumer<Leaking> leak) {
      this.leak = leak;
    }

    @Override
    public void configure() {
      leak.accept(this);
    }

    Leaking anew() {
      return new Leaking(leak);
    }

    ErrorHandlerFactory deadLetterTo(String uri) {
      return deadLetterChannel(uri);
    }

    RouteDefinition leak() {
      return from(Endpoints.from(Addresses.INTAKE, 1)).routeId("leak");
    }
  }

  /** A judge that finds nothing. */
  static final class Mild {
    public Object judge(Object anything) {
      return anything;
    }
  }
}
