package org.sanwei.gateway.e2e;

import java.io.IOException;

/** Who has a message until the gateway has it. */
interface Source {
  /**
   * Brings it, or brings it again.
   *
   * @return the id if the gateway named one, or the empty string
   * @throws java.net.ConnectException when it could not even be offered
   * @throws IOException when it is unknown whether the gateway has it
   */
  String bring() throws IOException;

  /** Whether the source is rid of it, now that it was brought. */
  default boolean rid() {
    return true;
  }
}
