package org.sanwei.routes.guard.route;

import static org.sanwei.config.prove.graph.Edge.Way.HAND;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.Approval;
import org.sanwei.config.prove.graph.Form;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.config.prove.graph.Prover;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.config.prove.graph.Situation;
import org.sanwei.config.prove.graph.Stage;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.config.prove.graph.When;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.RegisterRoutes;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseRoute;

/**
 * The proof of the gateway's routes under a policy: the graph that is read from the same route
 * definitions that run, with what is no Camel route beside it (intake, officers, desk, bulletins,
 * outlets), and the walk over it. docs/adr/0027 says what that assumes. Nothing is started.
 */
public final class RouteProof {
  private final List<Line> lines;
  private final Map<String, ChannelKind> channels;
  private final Map<String, Sensitivity> outlets;
  private final boolean spillHasOfficers;
  private final List<OrderBounds> orders;
  private final Clearances clearances;

  private RouteProof(Policy policy, List<OrderBounds> orders) {
    lines =
        policy.lines().entrySet().stream()
            .filter(line -> !line.getValue().officers().isEmpty())
            .map(Map.Entry::getKey)
            .sorted(java.util.Comparator.comparing(Line::path))
            .toList();
    channels = new TreeMap<>(policy.channels());
    outlets = new TreeMap<>(policy.outlets());
    spillHasOfficers = !policy.spill().isEmpty();
    this.orders = List.copyOf(orders);
    clearances = new Clearances(lines, outlets);
  }

  /** What the gateway's endpoints are cleared for under a policy. */
  public static Clearances clearances(Policy policy) {
    return new RouteProof(policy, List.of()).clearances;
  }

  /** The gateway's own routes with nothing behind them: the same definitions, to be read only. */
  public static List<RouteBuilder> drawn(Policy policy) {
    List<RouteBuilder> routes = new ArrayList<>();
    List<Line> lines =
        policy.lines().keySet().stream()
            .sorted(java.util.Comparator.comparing(Line::path))
            .toList();
    routes.add(ArrivalRoutes.drawn(lines));
    routes.add(RegisterRoutes.drawn());
    policy.outlets().keySet().stream()
        .sorted()
        .forEach(outlet -> routes.add(ReleaseRoute.drawn(new OutletName(outlet))));
    return routes;
  }

  /**
   * The proof of drawn routes under a policy: for a policy that is about to be loaded, and for
   * checking a directory.
   *
   * @param own the gateway's routes, as {@link #drawn} gives them
   * @param integrators routes of integrators, empty for none
   * @throws IllegalStateException when a route cannot even be defined
   */
  public static Proof prove(
      Policy policy,
      List<OrderBounds> orders,
      List<RouteBuilder> own,
      List<IntegratorRoutes> integrators) {
    return Prover.prove(graph(policy, orders, own, integrators));
  }

  /** As {@link #prove}: the graph itself, for whoever draws it. */
  public static RouteGraph graph(
      Policy policy,
      List<OrderBounds> orders,
      List<RouteBuilder> own,
      List<IntegratorRoutes> integrators) {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      for (RouteBuilder routes : own) {
        context.addRoutes(routes);
      }
      return graph(policy, orders, context, integrators);
    } catch (Exception e) {
      throw new IllegalStateException("the routes cannot be defined", e);
    }
  }

  /** The graph of the routes that a context holds, started or not. */
  public static RouteGraph graph(
      Policy policy,
      List<OrderBounds> orders,
      ModelCamelContext context,
      List<IntegratorRoutes> integrators) {
    return new RouteProof(policy, orders).draw(context, integrators);
  }

  private RouteGraph draw(ModelCamelContext context, List<IntegratorRoutes> integrators) {
    Drawing drawing = new Drawing();
    clearances.places().values().forEach(drawing::place);
    rooms(drawing);
    new GraphReading(
            context,
            drawing,
            new KnownSteps(List.copyOf(outlets.keySet())),
            clearances::source,
            uri -> clearances.door(uri).map(Door::place))
        .read();
    intake(drawing);
    officers(drawing);
    desk(drawing);
    integrators.stream()
        .filter(routes -> !routes.isEmpty())
        .forEach(routes -> routes.draw(drawing, channels, outlets.keySet()));
    return drawing.done(
        new Transfer.Setting(
            Addresses.DESK,
            Addresses.LEDGER,
            Addresses.SPILL,
            Addresses.DEAD,
            Addresses.PICTURES,
            Addresses.PAGES,
            lines.stream().map(Line::address).toList()));
  }

  /** Where messages are that are in nobody's queue. */
  private void rooms(Drawing drawing) {
    drawing.place(
        new Place(
            KnownSteps.DESK,
            "值班席 the desk",
            Sensitivity.WORK_SECRET,
            Set.of(Form.ENTRY, Form.CARD),
            Set.of(Stage.OPEN, Stage.FACTS),
            Set.of(Approval.NONE),
            true,
            false));
    drawing.place(
        new Place(
            KnownSteps.LEDGER,
            "台账 the ledger",
            Sensitivity.WORK_SECRET,
            Set.of(Form.EVENTS),
            Set.of(Stage.FACTS),
            Set.of(Approval.NONE),
            true,
            false));
    outlets.forEach(
        (outlet, clearance) -> {
          String door = KnownSteps.OUTLET + outlet;
          Set<Approval> released = Set.of(Approval.RELEASE, Approval.STANDING);
          drawing.place(
              new Place(
                  door,
                  "出口 outlet " + outlet,
                  clearance,
                  Set.of(Form.RELEASABLE),
                  Set.of(Stage.OPEN),
                  released,
                  false,
                  false));
          // Whatever a policy says of an outlet, what it leads to is a public network.
          drawing.place(
              new Place(
                  "network:" + outlet,
                  "公众网 public network",
                  Sensitivity.PUBLIC,
                  Set.of(Form.RELEASABLE),
                  Set.of(Stage.OPEN),
                  released,
                  true,
                  true));
          drawing.edge(door, HAND, "network:" + outlet);
        });
  }

  private void intake(Drawing drawing) {
    channels.forEach(
        (channel, kind) -> {
          String source =
              drawing.place(
                  new Place(
                      "channel:" + channel,
                      "来文渠道 channel " + channel,
                      Sensitivity.TOP_SECRET,
                      Set.of(Form.FOREIGN),
                      Set.of(Stage.UNJUDGED),
                      Set.of(Approval.NONE),
                      false,
                      false));
          String seal = drawing.step("intake:" + channel, "收即封存 sealed at once", Transfer.SEAL);
          drawing.edge(source, HAND, seal);
          drawing.edge(seal, HAND, Addresses.INTAKE);
          Set<Situation> arriving = new LinkedHashSet<>();
          arriving.add(Situation.arriving(kind, true));
          arriving.add(Situation.arriving(kind, false));
          drawing.start(source, arriving);
          String sender =
              drawing.place(
                  new Place(
                      "sender:" + channel,
                      "来文方 the sender",
                      Sensitivity.PUBLIC,
                      Set.of(Form.NOTICE),
                      Set.of(Stage.FACTS),
                      Set.of(Approval.NONE),
                      true,
                      true));
          String tell = drawing.step("receipt:" + channel, "无内容回执 receipt", Transfer.TELL);
          drawing.edge(KnownSteps.DESK, HAND, tell);
          drawing.edge(tell, HAND, sender);
        });
  }

  private void officers(Drawing drawing) {
    for (Line line : lines) {
      String act = drawing.step("officers:" + line, "机要员 cipher officers", Transfer.ACT);
      drawing.edge(line.address(), HAND, act);
      drawing.edge(act, HAND, Addresses.RECEIPT);
    }
    if (!spillHasOfficers) {
      drawing.refuse(Addresses.SPILL, "nobody is named under spill:, so a spill has no officers");
    }
    if (lines.stream().noneMatch(Line.ROOT::equals)) {
      drawing.refuse(Line.ROOT.address(), "the root of the lines has no officers");
    }
  }

  private void desk(Drawing drawing) {
    String raise = drawing.step("raise", "值班席升密 raised at the desk", Transfer.RAISE);
    drawing.edge(KnownSteps.DESK, HAND, raise);
    for (String address : lines.stream().map(Line::address).toList()) {
      drawing.edge(raise, HAND, address, new When.BoundFor(address));
    }
    for (String address : List.of(Addresses.SPILL, Addresses.DESK, Addresses.LEDGER)) {
      drawing.edge(raise, HAND, address, new When.BoundFor(address));
    }
    outlets.forEach(
        (outlet, clearance) -> {
          String sign = drawing.step("sign:" + outlet, "两人审签 reviewed and signed", Transfer.SIGN);
          drawing.edge(KnownSteps.DESK, HAND, sign);
          drawing.edge(sign, HAND, new OutletName(outlet).address(), new When.UpTo(clearance));
        });
    for (OrderBounds order : orders) {
      Transfer transfer =
          order.missing().isEmpty() ? Transfer.STANDING_ORDER : Transfer.STANDING_ORDER_WIDE;
      String step = drawing.step("order:" + order.name(), order.words(), transfer);
      drawing.edge(KnownSteps.DESK, HAND, step);
      Sensitivity clearance = outlets.getOrDefault(order.outlet(), Sensitivity.PUBLIC);
      drawing.edge(
          step,
          HAND,
          drawing.has(new OutletName(order.outlet()).address())
              ? new OutletName(order.outlet()).address()
              : drawing.place(Place.unknown("outlet:" + order.outlet())),
          new When.UpTo(clearance));
    }
  }
}
