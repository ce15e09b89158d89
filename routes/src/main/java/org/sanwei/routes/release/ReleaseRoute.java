package org.sanwei.routes.release;

import org.apache.camel.builder.RouteBuilder;

/**
 * One outlet's queue. Headers from outside are dropped before anything else; no answer is ever sent
 * to a reply address that a message names. No Camel error handler: an exception rolls the broker's
 * transaction back.
 */
public final class ReleaseRoute extends RouteBuilder {
  private final ReleaseStep step;

  public ReleaseRoute(ReleaseStep step) {
    this.step = step;
  }

  /** Where the route of an outlet consumes from; component {@code jms} is made by the wiring. */
  static String uri(OutletName outlet) {
    return "jms:queue:" + outlet.address() + "?transacted=true&disableReplyTo=true";
  }

  /** The id of the route of an outlet; its one step is {@code <id>-send}. */
  public static String id(OutletName outlet) {
    return "release-" + outlet;
  }

  @Override
  public void configure() {
    String id = id(step.outlet());
    from(uri(step.outlet()))
        .routeId(id)
        .errorHandler(noErrorHandler())
        .onException(ReleaseStep.UnbelievableRelease.class)
        .handled(true)
        .useOriginalMessage()
        .removeHeaders("*")
        .to("jms:queue:sanwei.dead?disableReplyTo=true&exchangePattern=InOnly&jmsMessageType=Bytes")
        .end()
        .removeHeaders("*")
        .convertBodyTo(byte[].class)
        .bean(step, "accept")
        .id(id + "-send");
  }
}
