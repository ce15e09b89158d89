package org.sanwei.crypto.key;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in the clear before a sealed piece (docs/ENVELOPE.md, form 4), authenticated with it:
 * the body it belongs to (16 random bytes in hex), its place, counted from 0, and whether it is the
 * last.
 */
public record PieceHead(String body, int index, boolean last) {
  /**
   * What a piece holds of the body, unless it is the last: sealed, it fits one AMQP frame of 128
   * KiB with what stands around it, and is above the 100 KiB from which the broker keeps a body in
   * a file instead of the heap.
   */
  public static final int PLAIN_BYTES = 120 * 1024;

  /** The size of a sealed piece, unless it is the last, which is no larger. */
  public static final int SEALED_BYTES;

  static final int BODY_ID_BYTES = 16;
  static final int SIZE_BYTES;

  private static final byte[] MAGIC = {'S', 'W', 'P', 'C', 1};
  private static final int INDEX_AT = MAGIC.length + BODY_ID_BYTES;
  private static final int LAST_AT = INDEX_AT + Integer.BYTES;
  private static final Pattern BODY = Pattern.compile("[0-9a-f]{32}");

  static {
    SIZE_BYTES = LAST_AT + 1;
    SEALED_BYTES = SIZE_BYTES + PLAIN_BYTES + Sm4Gcm.TAG_SIZE_BYTES;
  }

  public PieceHead {
    if (!BODY.matcher(body).matches() || index < 0) {
      throw new IllegalArgumentException("32 lower-case hex digits and a place from 0 on");
    }
  }

  /**
   * What stands before this piece; empty for bytes whose form is another one. Whether the piece is
   * genuine, only its key tells.
   */
  public static Optional<PieceHead> of(byte[] sealed) {
    if (mismatch(sealed) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PieceHead(
            HexFormat.of().formatHex(sealed, MAGIC.length, INDEX_AT),
            ByteBuffer.wrap(sealed).getInt(INDEX_AT),
            sealed[LAST_AT] == 1));
  }

  /** The first offset at which the form is another one, or -1. */
  static int mismatch(byte[] sealed) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= sealed.length || sealed[i] != MAGIC[i]) {
        return i;
      }
    }
    if (sealed.length < SIZE_BYTES + Sm4Gcm.TAG_SIZE_BYTES) {
      return sealed.length;
    }
    if (sealed[INDEX_AT] < 0) {
      return INDEX_AT;
    }
    boolean last = sealed[LAST_AT] == 1;
    if (!last && sealed[LAST_AT] != 0) {
      return LAST_AT;
    }
    int plainBytes = sealed.length - SIZE_BYTES - Sm4Gcm.TAG_SIZE_BYTES;
    boolean first = ByteBuffer.wrap(sealed).getInt(INDEX_AT) == 0;
    boolean fits =
        last ? plainBytes <= PLAIN_BYTES && (plainBytes > 0 || first) : plainBytes == PLAIN_BYTES;
    return fits ? -1 : sealed.length;
  }

  void write(byte[] into) {
    ByteBuffer.wrap(into)
        .put(MAGIC)
        .put(HexFormat.of().parseHex(body))
        .putInt(index)
        .put((byte) (last ? 1 : 0));
  }

  /** Never the same twice under a body's key, since a place is sealed once and only one is last. */
  byte[] nonce() {
    return ByteBuffer.allocate(Sm4Gcm.NONCE_SIZE_BYTES)
        .position(Sm4Gcm.NONCE_SIZE_BYTES - Integer.BYTES - 1)
        .putInt(index)
        .put((byte) (last ? 1 : 0))
        .array();
  }
}
