package org.sanwei.gateway.slip;

import org.sanwei.routes.message.ArrivalId;

/** What came of handing a slip in (登记). Codes are stable. */
public sealed interface Entered {

  /** The word used in the interface and on the page. */
  String code();

  /**
   * It is on the disk, sealed. {@code before}: the register had these very words of this slip
   * already, and they were not taken again.
   */
  record Taken(ArrivalId item, boolean before) implements Entered {
    @Override
    public String code() {
      return "done";
    }
  }

  /** Nobody has written anything on it. */
  record Empty() implements Entered {
    @Override
    public String code() {
      return "empty";
    }
  }

  /** Too long, with a character that cannot be kept, or with a time that is none. */
  record NotText() implements Entered {
    @Override
    public String code() {
      return "not-text";
    }
  }

  /** The broker or the disk take nothing now: nothing is known to be stored; repeat. */
  record Later() implements Entered {
    @Override
    public String code() {
      return "broker-unavailable";
    }
  }
}
