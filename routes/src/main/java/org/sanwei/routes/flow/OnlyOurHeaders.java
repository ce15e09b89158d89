package org.sanwei.routes.flow;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.sanwei.routes.queue.Addresses;

/**
 * Lets out the properties that a sealed body of a route bears in the clear, and nothing else,
 * either way.
 */
public final class OnlyOurHeaders implements HeaderFilterStrategy {
  private static final Set<String> OURS = Set.of(Addresses.EPOCH, Addresses.ITEM, Addresses.BODY);

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OURS.contains(name);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
