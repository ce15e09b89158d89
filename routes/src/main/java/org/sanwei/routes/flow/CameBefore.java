package org.sanwei.routes.flow;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/** Whether an arrival's id came before: a class of its own, so that the proof knows it. */
public record CameBefore() implements Predicate {
  @Override
  public boolean matches(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Booked.Again;
  }
}
