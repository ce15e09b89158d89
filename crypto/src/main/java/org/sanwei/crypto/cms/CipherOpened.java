package org.sanwei.crypto.cms;

/** What came of opening an envelope with an officer's key. */
public sealed interface CipherOpened {

  /** The word used in vectors, the ledger and metrics. */
  String verdict();

  /** Authentic, and for this officer. */
  @SuppressWarnings("ArrayRecordComponent") // a message is handed on, never compared
  record Message(EnvelopeHeader header, byte[] plain) implements CipherOpened {
    @Override
    public String verdict() {
      return "success";
    }

    @Override
    public String toString() {
      return "Message[" + header + ", " + plain.length + " bytes]";
    }
  }

  /** Authentic, and for others. */
  record NotForUs(int recipients) implements CipherOpened {
    @Override
    public String verdict() {
      return "no-match";
    }
  }

  /** Not by a gateway we know, or altered; {@code claimed} is the signer's key identifier. */
  record Forged(String claimed) implements CipherOpened {
    @Override
    public String verdict() {
      return "forged";
    }
  }

  /** Not an envelope of form 2. */
  record Malformed(String want) implements CipherOpened {
    @Override
    public String verdict() {
      return "malformed";
    }
  }
}
