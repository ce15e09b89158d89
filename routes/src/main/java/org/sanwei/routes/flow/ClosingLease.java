package org.sanwei.routes.flow;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.sanwei.crypto.key.EpochKeys;

/**
 * Ends an epoch's lease with the exchange. The broker's commit follows a moment later; the full
 * epoch that must pass between an epoch's end and its erasure covers that moment.
 */
final class ClosingLease extends SynchronizationAdapter {
  private final EpochKeys.Lease lease;

  ClosingLease(EpochKeys.Lease lease) {
    this.lease = lease;
  }

  @Override
  public void onDone(Exchange exchange) {
    lease.close();
  }
}
