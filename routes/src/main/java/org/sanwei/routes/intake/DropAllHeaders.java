package org.sanwei.routes.intake;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets no header in or out: what a stranger writes in a mail must never become a Camel header,
 * since headers such as CamelJmsDestinationName redirect static endpoints (CVE-2026-33454).
 */
public final class DropAllHeaders implements HeaderFilterStrategy {
  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return true;
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
