package org.sanwei.crypto;

/** Checks statements against a fixed set of certificates. Safe from many threads. */
public interface Verifier {
  /** Never throws for bad input: the outcome says what was wrong. */
  Verified verify(String purpose, byte[] statement);
}
