package org.sanwei.routes.flow;

import org.sanwei.routes.message.RawArrival;

/** An opened arrival that the register has been asked about. */
public sealed interface Booked {

  /** The message itself. */
  RawArrival arrival();

  /**
   * Go on: the first of its id, or the register cannot be asked now and the ends will sort it out.
   */
  record First(RawArrival arrival) implements Booked {}

  /** The same id came before: it is counted, and goes no further. */
  record Again(RawArrival arrival) implements Booked {}
}
