package org.sanwei.routes.flow;

import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;

/**
 * The port to the register of arrivals. Every call is one database transaction, idempotent, and
 * safe from many threads. A call that cannot reach the database throws {@link RegisterUnavailable}
 * and has written nothing.
 */
public interface ArrivalRegister {

  /** What the register knows of a reception. */
  enum Claim {
    /** The first reception of its id, or a redelivery of that first one: go on. */
    FIRST,
    /** Another reception of the same id is the first: count it and stop. */
    DUPLICATE
  }

  /** What came of settling. */
  enum Settlement {
    /** It stands in the register now, or stood there already. */
    DONE,
    /**
     * An act's entry that came too late and moved nothing: the envelope that it may have brought to
     * its line stands for nothing in the register.
     */
    OVERTAKEN
  }

  /**
   * Books a reception: the first of its id gets a number (受理号) and the state waiting; a later one
   * with the same id is booked as its duplicate. The same reception again changes nothing.
   */
  Claim book(Reception reception);

  /**
   * Writes what became of an arrival, with its text when it is open. Books the reception first when
   * that has not happened. The outcome of a duplicate reception changes nothing; but an envelope
   * that was handed over beside the first one, with the same judgement, is known from then on as
   * one that officers may act upon.
   */
  Settlement settle(DeskEntry entry);

  /**
   * Appends an event; the same (origin, sequence) again changes nothing. ARRIVED events book as
   * well.
   */
  void append(LedgerEvent event);
}
