package org.sanwei.crypto.key;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/** The key under which the pieces of one body are sealed, and that body's id; used for no other. */
public final class PieceKey {
  public static final int SIZE_BYTES = Sm4Gcm.KEY_SIZE_BYTES;

  private final String body;
  private final byte[] key;

  private PieceKey(String body, byte[] key) {
    this.body = body;
    this.key = key;
  }

  /** A new one, for a new body. */
  static PieceKey create(SecureRandom random) {
    byte[] id = new byte[PieceHead.BODY_ID_BYTES];
    byte[] key = new byte[SIZE_BYTES];
    random.nextBytes(id);
    random.nextBytes(key);
    return new PieceKey(HexFormat.of().formatHex(id), key);
  }

  /**
   * That of a body whose pieces are sealed already.
   *
   * @throws IllegalArgumentException unless these are 32 lower-case hex digits and {@link
   *     #SIZE_BYTES} bytes
   */
  public static PieceKey of(String body, byte[] key) {
    if (key.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a piece key has " + SIZE_BYTES + " bytes");
    }
    return new PieceKey(new PieceHead(body, 0, true).body(), key.clone());
  }

  /** The body's id: 32 lower-case hex digits. */
  public String body() {
    return body;
  }

  /** The key's bytes, which leave sealed only: with the body's manifest. */
  public byte[] reveal(SecretAccess access) {
    Objects.requireNonNull(access, "access");
    return key.clone();
  }

  byte[] bytes() {
    return key;
  }

  @Override
  public String toString() {
    return "PieceKey[" + body + "]";
  }
}
