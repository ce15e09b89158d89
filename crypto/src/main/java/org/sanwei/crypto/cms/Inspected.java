package org.sanwei.crypto.cms;

import java.util.Set;

/** What can be told of an envelope without any private key. */
public sealed interface Inspected {

  /** The word used in vectors, the ledger and metrics. */
  String verdict();

  /**
   * Well-formed, and signed by a gateway we know. Whether the recipients are those of the line is
   * for the caller.
   *
   * @param recipients key identifiers in hex, as {@code OfficerCertificate.keyIdentifier()} gives
   * @param digest SM3 of the whole envelope, 64 hex digits
   */
  record Valid(EnvelopeHeader header, Set<String> recipients, String digest) implements Inspected {
    public Valid {
      recipients = Set.copyOf(recipients);
    }

    @Override
    public String verdict() {
      return "success";
    }
  }

  /** Well-formed, but signed by a key we do not know, with this key identifier. */
  record Unknown(String signer) implements Inspected {
    @Override
    public String verdict() {
      return "unknown";
    }
  }

  /** Names a gateway we know, but its signature does not fit. */
  record Forged(String claimed) implements Inspected {
    @Override
    public String verdict() {
      return "forged";
    }
  }

  /** Not an envelope of form 2. */
  record Malformed(String want) implements Inspected {
    @Override
    public String verdict() {
      return "malformed";
    }
  }
}
