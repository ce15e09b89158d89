package org.sanwei.crypto;

/** Signs statements with one SM2 key that it holds. Safe from many threads. */
public interface Signer {
  /**
   * CMS SignedData with the content inside, SM3withSM2, signed attributes, the purpose among them:
   * docs/ENVELOPE.md, form 3 (statement).
   */
  byte[] sign(String purpose, byte[] content);

  /** SM3 fingerprint, in hex, of the certificate that belongs to the key. */
  String keyId();
}
