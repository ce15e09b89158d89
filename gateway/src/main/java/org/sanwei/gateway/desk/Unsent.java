package org.sanwei.gateway.desk;

import org.sanwei.routes.message.ArrivalId;

/**
 * Raised items whose envelopes their lines do not take: sealed to certificates that were changed
 * before they left. We cannot open them to seal them anew; whoever gives the certificates of before
 * back lets them go.
 */
public interface Unsent {
  /** How many there are now. */
  long count();

  /** Whether the envelope of this item is among them. */
  boolean holds(ArrivalId id);
}
