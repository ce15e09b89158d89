package org.sanwei.routes.intake;

import org.apache.camel.builder.RouteBuilder;

/**
 * Fax by mail: polls one IMAP folder, hands each mail over whole, and moves it to the processed
 * folder after the durable write. A mail that fails stays where it is and does not stop the next
 * one. Polled without the seen flag, so that a person who opens the mailbox hides nothing from us.
 */
public final class FaxMailRoute extends RouteBuilder {
  private final ImapSource source;
  private final FaxMailTaker taker;

  public FaxMailRoute(ImapSource source, FaxMailTaker taker) {
    this.source = source;
    this.taker = taker;
  }

  @Override
  public void configure() {
    String id = "in-" + source.channel();
    // The mail component moves a mail only when its exchange ended without an exception.
    errorHandler(noErrorHandler());
    from(source.uri()).routeId(id).bean(taker, "take").id(id + "-take");
  }
}
