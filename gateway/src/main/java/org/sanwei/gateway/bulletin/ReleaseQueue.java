package org.sanwei.gateway.bulletin;

/** The port to the broker for signed releases. */
@FunctionalInterface
public interface ReleaseQueue {
  /**
   * Returns when the broker has the message durably; throws otherwise. {@code sealed} is sealed
   * already and sent as a bytes message.
   */
  void send(String address, byte[] sealed);
}
