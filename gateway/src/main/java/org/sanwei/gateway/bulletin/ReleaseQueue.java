package org.sanwei.gateway.bulletin;

import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;

/** The port to the broker for what waits in the outbox: signed releases and raised items. */
@FunctionalInterface
public interface ReleaseQueue {
  /**
   * Returns when the broker has the message durably; throws otherwise. {@code sealed} is sealed
   * already and sent as a bytes message. {@code item} is the raised item's id, null for a release.
   */
  void send(String address, byte[] sealed, @Nullable ArrivalId item);
}
