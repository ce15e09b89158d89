package org.sanwei.routes.release;

import org.apache.camel.builder.RouteBuilder;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.AsItCame;

/**
 * One outlet's queue. Headers from outside are dropped before anything else; no answer is ever sent
 * to a reply address that a message names. No Camel error handler: an exception rolls the broker's
 * transaction back.
 */
public final class ReleaseRoute extends RouteBuilder {
  /** Where what is no release of ours goes. */
  public static final String DEAD =
      "jms:queue:"
          + Addresses.DEAD
          + "?disableReplyTo=true&exchangePattern=InOnly&jmsMessageType=Bytes";

  private final OutletName outlet;

  /** The step; its class in a drawing, which can be read and not run. */
  private final Object step;

  public ReleaseRoute(ReleaseStep step) {
    this(step.outlet(), step);
  }

  private ReleaseRoute(OutletName outlet, Object step) {
    this.outlet = outlet;
    this.step = step;
  }

  /** The same route with nothing behind it, for whoever only reads it. */
  public static ReleaseRoute drawn(OutletName outlet) {
    return new ReleaseRoute(outlet, ReleaseStep.class);
  }

  /** Where the route of an outlet consumes from; component {@code jms} is made by the wiring. */
  public static String uri(OutletName outlet) {
    return "jms:queue:" + outlet.address() + "?transacted=true&disableReplyTo=true";
  }

  /** The id of the route of an outlet; its one step is {@code <id>-send}. */
  public static String id(OutletName outlet) {
    return "release-" + outlet;
  }

  @Override
  public void configure() {
    String id = id(outlet);
    from(uri(outlet))
        .routeId(id)
        .errorHandler(noErrorHandler())
        .onException(ReleaseStep.UnbelievableRelease.class)
        .handled(true)
        .useOriginalMessage()
        .process(new AsItCame())
        .to(DEAD)
        .end()
        .removeHeaders("*")
        .convertBodyTo(byte[].class)
        .bean(step, "accept")
        .id(id + "-send");
  }
}
