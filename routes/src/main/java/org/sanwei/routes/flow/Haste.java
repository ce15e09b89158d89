package org.sanwei.routes.flow;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.SealedBody;

/** How soon an arrival's pages are read, by how urgent its head says it is. */
public enum Haste {
  /** 特提 or 特急. */
  FIRST(9),
  /** 加急. */
  SOON(6),
  /** Everything else. */
  IN_TURN(4);

  /** The property that a body on its way there bears; it does not leave with it. */
  private static final String PROPERTY = "sanweiHaste";

  private final int priority;

  Haste(int priority) {
    this.priority = priority;
  }

  /** By what the head zone of the first page and all text outside of pictures say. */
  static Haste of(Urgency urgency) {
    return switch (urgency) {
      case FLASH, IMMEDIATE -> FIRST;
      case PRIORITY -> SOON;
      case ROUTINE, NONE -> IN_TURN;
    };
  }

  /** The endpoint that gives a body this priority. */
  public String endpoint() {
    return Endpoints.to(Addresses.PAGES, priority);
  }

  boolean isOf(int jmsPriority) {
    return jmsPriority >= priority;
  }

  SealedBody mark(SealedBody body) {
    return new SealedBody(body.address(), body.bytes(), with(body.properties()));
  }

  private Map<String, String> with(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(PROPERTY, name());
    return all;
  }

  /**
   * Whether a body is to be read with this haste: a class of its own, so that the proof knows it.
   */
  public record Asked(Haste haste) implements Predicate {
    @Override
    public boolean matches(Exchange exchange) {
      return exchange.getMessage().getBody() instanceof SealedBody body
          && body.address().equals(Addresses.PAGES)
          && haste.name().equals(body.properties().get(PROPERTY));
    }
  }
}
