package org.sanwei.crypto;

/** What came of verifying a signed statement. */
public sealed interface Verified {

  /** The word used in vectors, the ledger and metrics. */
  String verdict();

  /**
   * Signed, for this purpose, by the certificate with fingerprint {@code signer} and name {@code
   * name}.
   */
  record Statement(byte[] content, String signer, String name) implements Verified {
    @Override
    public String verdict() {
      return "success";
    }
  }

  /** Signed by nobody we know. */
  record Unknown(String signer) implements Verified {
    @Override
    public String verdict() {
      return "no-match";
    }
  }

  /** The signature does not fit the content or the purpose. */
  record Forged(String claimed) implements Verified {
    @Override
    public String verdict() {
      return "forged";
    }
  }

  /** Not a statement at all. */
  record Malformed(String want) implements Verified {
    @Override
    public String verdict() {
      return "malformed";
    }
  }
}
