package org.sanwei.routes.reply;

import org.sanwei.routes.message.RawArrival;

/** The port by which a message's return address is put away, for whoever cannot open it again. */
@FunctionalInterface
public interface ReturnKeeper {
  /** Keeps nothing: for where no channel gives receipts. */
  ReturnKeeper NOTHING = arrival -> {};

  /**
   * Keeps where this message may be answered, if its channel gives receipts at all. The same
   * message again changes nothing. Never throws: a message does not wait for its receipt.
   */
  void keep(RawArrival arrival);
}
