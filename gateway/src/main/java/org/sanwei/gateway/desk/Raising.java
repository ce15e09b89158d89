package org.sanwei.gateway.desk;

import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Standing;

/** The port by which the desk seals an open item to the officers of a 机要 line. */
public interface Raising {
  /** An envelope that the gateway cannot open, and where it goes. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Envelope(String address, byte[] bytes, String digest) {
    @Override
    public String toString() {
      return "Envelope[" + address + ", " + bytes.length + " bytes]";
    }
  }

  /** Seals. Pure but for randomness. */
  Envelope seal(Standing standing, Dossier dossier);

  /**
   * Puts the envelope where it leaves for the broker from, in the caller's database transaction.
   */
  void leave(Standing standing, Envelope envelope);
}
