package org.sanwei.routes.flow;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.sanwei.routes.queue.Addresses;

/**
 * Lets out the two properties that a sealed body bears in the clear, and nothing else, either way.
 */
public final class OnlyOurHeaders implements HeaderFilterStrategy {
  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !name.equals(Addresses.EPOCH) && !name.equals(Addresses.ITEM);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
