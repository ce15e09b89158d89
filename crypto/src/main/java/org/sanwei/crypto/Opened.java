package org.sanwei.crypto;

/** What came of opening a sealed body. */
public sealed interface Opened {

  /** The word used in vectors, the ledger and metrics. */
  String verdict();

  /** Authentic: sealed under an epoch key of this ring, for this context. */
  record Message(SealContext context, byte[] body) implements Opened {
    @Override
    public String verdict() {
      return "success";
    }

    @Override
    public String toString() {
      return "Message[" + context + ", " + body.length + " bytes]";
    }
  }

  /** The epoch's key is not in the ring: erased, or never ours. */
  record NotForUs(String epoch) implements Opened {
    @Override
    public String verdict() {
      return "no-match";
    }
  }

  /** The tag does not fit: altered, or sealed under another key. */
  record Forged(String epoch) implements Opened {
    @Override
    public String verdict() {
      return "forged";
    }
  }

  /** Not a sealed body at all; {@code want} says what was expected at {@code offset}. */
  record Malformed(int offset, String want) implements Opened {
    @Override
    public String verdict() {
      return "malformed";
    }
  }
}
