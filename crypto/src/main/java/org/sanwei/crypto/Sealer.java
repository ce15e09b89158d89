package org.sanwei.crypto;

/**
 * Seals a body so that it may be stored. The key and the nonce are chosen inside. Safe from many
 * threads.
 */
public interface Sealer {
  /** The sealed bytes: docs/ENVELOPE.md, form 1 (epoch envelope). */
  byte[] seal(SealContext context, byte[] plain);
}
