package org.sanwei.crypto;

/** Opens what a {@link Sealer} sealed. Safe from many threads. */
public interface Opener {
  /** Never throws for bad input: the outcome says what was wrong. */
  Opened open(byte[] sealed);
}
