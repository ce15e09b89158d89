package org.sanwei.routes.queue;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes of a message that cannot be carried on a sealed body for {@code sanwei.dead}: with the
 * bytes that the broker brought, or those of a sealed body on its way out. What was made of them in
 * between has another type and is refused.
 */
public final class AsItCame implements Processor {
  @Override
  public void process(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    byte[] bytes;
    if (body instanceof SealedBody sealed) {
      bytes = sealed.bytes();
    } else if (body instanceof byte[] brought) {
      bytes = brought;
    } else {
      throw new IllegalStateException("only what is sealed may rest in " + Addresses.DEAD);
    }
    exchange.getMessage().setBody(new SealedBody(Addresses.DEAD, bytes, Map.of()));
  }
}
