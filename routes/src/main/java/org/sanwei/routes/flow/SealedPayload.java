package org.sanwei.routes.flow;

import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.routes.message.Wire;

/** Opens a sealed queue body and reads the payload inside. */
final class SealedPayload {
  private SealedPayload() {}

  static <T> T open(Opener opener, byte[] sealed, String purpose, Class<T> type) {
    return Wire.decode(bytes(opener, sealed, purpose), type);
  }

  static byte[] bytes(Opener opener, byte[] sealed, String purpose) {
    Opened opened = opener.open(sealed);
    if (opened instanceof Opened.Message message && message.context().purpose().equals(purpose)) {
      return message.body();
    }
    throw new SealBroken(purpose, opened.verdict());
  }

  /** A body on one of our queues that does not open: after its attempts it rests in sanwei.dead. */
  static final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBroken(String purpose, String verdict) {
      super("a body that should open as " + purpose + " does not: " + verdict);
    }
  }
}
