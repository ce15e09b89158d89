package org.sanwei.routes.flow;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.sanwei.config.label.Line;
import org.sanwei.routes.guard.route.Clearances;
import org.sanwei.routes.guard.route.RouteMonitor;
import org.sanwei.routes.intake.DropAllHeaders;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.TestBroker;

/** What {@link ArrivalRoutes} need around them: queues, a context, the guard. */
final class ArrivalGround {
  /** All that they take from and send to; one line. */
  static final List<String> QUEUES =
      List.of(
          Addresses.INTAKE,
          Addresses.PICTURES,
          Addresses.PAGES,
          Addresses.DESK,
          Addresses.LEDGER,
          Addresses.SPILL,
          Addresses.PIECE,
          Addresses.DEAD,
          Line.ROOT.address());

  private ArrivalGround() {}

  /** A context on this broker, guarded as the gateway's own is. */
  static DefaultCamelContext camel(TestBroker broker) throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    bind(camel);
    JmsComponent jms = new JmsComponent();
    jms.setConnectionFactory(broker.connections());
    camel.addComponent("jms", jms);
    RouteMonitor.watch(camel, new Clearances(List.of(Line.ROOT), Map.of()), endpoint -> {});
    return camel;
  }

  /** What the routes name. */
  static void bind(CamelContext camel) {
    camel.getRegistry().bind("dropAllHeaders", new DropAllHeaders());
    camel.getRegistry().bind("onlyOurs", new OnlyOurHeaders());
    camel.getRegistry().bind("contentlessErrors", new ContentlessErrors());
  }

  /** The routes, with one line and one consumer; judging and pages share a turn. */
  static ArrivalRoutes routes(ArrivalSteps steps, LargeTurn turn, HeadsFirst headsFirst) {
    return new ArrivalRoutes(
        steps,
        List.of(Line.ROOT),
        1,
        new OneLargeAtATime(turn),
        new OneLargeAtATime(turn),
        headsFirst);
  }
}
