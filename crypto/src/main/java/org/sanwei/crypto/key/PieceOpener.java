package org.sanwei.crypto.key;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Opens the pieces of one body. Safe from many threads. */
public final class PieceOpener {
  private final PieceKey key;

  public PieceOpener(PieceKey key) {
    this.key = key;
  }

  /**
   * Opens the piece that should stand at this place; never throws for what the bytes are. Whoever
   * puts a body together asks for 0, 1, 2 … until the last, and for nothing after it.
   */
  public PieceOpened open(byte[] sealed, int index) {
    Optional<PieceHead> head = PieceHead.of(sealed);
    if (head.isEmpty()) {
      return new PieceOpened.Malformed(PieceHead.mismatch(sealed));
    }
    if (!head.get().body().equals(key.body()) || head.get().index() != index) {
      return new PieceOpened.AnotherOne(head.get());
    }
    int tagAt = sealed.length - Sm4Gcm.TAG_SIZE_BYTES;
    try {
      byte[] plain =
          Sm4Gcm.open(
              key.bytes(),
              head.get().nonce(),
              sealed,
              PieceHead.SIZE_BYTES,
              sealed,
              PieceHead.SIZE_BYTES,
              tagAt - PieceHead.SIZE_BYTES,
              sealed,
              tagAt);
      return new PieceOpened.Piece(plain, head.get().last());
    } catch (InvalidCipherTextException e) {
      return new PieceOpened.Forged();
    }
  }
}
