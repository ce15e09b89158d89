package org.sanwei.routes.release;

import java.time.Instant;

/** The port that an outlet hands its delivery receipts to. Safe from many threads. */
public interface DeliveryReceipts {

  /**
   * Records a receipt durably before it returns; the same receipt again changes nothing. It may
   * come before the send that it belongs to has been recorded, and for ids nobody knows. Throws
   * when it could not be recorded: the provider is then told to bring it again.
   */
  void received(Receipt receipt);

  /**
   * One receipt for one segment. {@code stat} is the provider's seven-letter word, upper case
   * (DELIVRD, UNDELIV, EXPIRED, …).
   */
  record Receipt(OutletName outlet, String providerId, String stat, Instant at) {

    /** It reached the handset. */
    public boolean delivered() {
      return stat.equals("DELIVRD");
    }

    /** No later receipt for this segment will say otherwise. */
    public boolean last() {
      return !stat.equals("ACCEPTD") && !stat.equals("ENROUTE") && !stat.equals("UNKNOWN");
    }
  }
}
