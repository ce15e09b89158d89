package org.sanwei.routes.flow;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.sanwei.routes.queue.SealedBody;

/**
 * Whether a sealed body is bound for an address: a class of its own, so that the proof knows it.
 */
public record GoesTo(String address) implements Predicate {
  @Override
  public boolean matches(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof SealedBody body
        && body.address().equals(address);
  }
}
