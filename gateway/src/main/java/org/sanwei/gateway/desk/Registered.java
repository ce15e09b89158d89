package org.sanwei.gateway.desk;

import org.sanwei.routes.message.Reception;

/** The port to what follows from an arrival's getting its number. */
@FunctionalInterface
public interface Registered {
  /** Nothing follows. */
  Registered NOBODY = reception -> {};

  /**
   * Called once an arrival, in the database transaction that gives it its number, before anybody
   * knows what it will be judged to be.
   */
  void registered(Reception reception);
}
