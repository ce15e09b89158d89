package org.sanwei.crypto.key;

import java.security.SecureRandom;

/**
 * Seals one body, piece by piece in its order, under a random key of its own (form 4 of
 * docs/ENVELOPE.md). The place of a piece and whether it is the last are authenticated, so pieces
 * cannot be left out, cut off, put in another order or mixed with another body's. For one thread.
 */
public final class PieceSealer {
  private final PieceKey key;
  private int next;
  private boolean ended;

  public PieceSealer(SecureRandom random) {
    this.key = PieceKey.create(random);
  }

  /** The body's id and key. */
  public PieceKey key() {
    return key;
  }

  /** How many pieces were sealed. */
  public int count() {
    return next;
  }

  /**
   * Seals the next piece, whose plaintext is all of {@code plain}: exactly {@link
   * PieceHead#PLAIN_BYTES}, or at most that in the last one, which is empty for an empty body only.
   *
   * @throws IllegalStateException after the last one
   * @throws IllegalArgumentException for another size
   */
  public byte[] seal(byte[] plain, boolean last) {
    if (ended) {
      throw new IllegalStateException("the last piece is sealed already");
    }
    PieceHead head = new PieceHead(key.body(), next, last);
    byte[] sealed = new byte[PieceHead.SIZE_BYTES + plain.length + Sm4Gcm.TAG_SIZE_BYTES];
    head.write(sealed);
    if (PieceHead.mismatch(sealed) >= 0) {
      throw new IllegalArgumentException("a piece of " + plain.length + " bytes does not fit here");
    }
    Sm4Gcm.sealWithNonce(
        key.bytes(),
        head.nonce(),
        sealed,
        PieceHead.SIZE_BYTES,
        plain,
        sealed,
        PieceHead.SIZE_BYTES);
    next = Math.incrementExact(next);
    ended = last;
    return sealed;
  }
}
