package org.sanwei.routes.guard.route;

/**
 * The route monitor lets something not through. Holds the endpoint that a route names and the
 * body's class, nothing of the message. The exchange fails with it, and its transaction with the
 * exchange.
 */
public final class Vetoed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Vetoed(String endpoint, String type) {
    super("a body of type " + type + " may not be sent to " + endpoint, null, false, false);
  }
}
