package org.sanwei.crypto;

import java.util.HexFormat;

/**
 * A salted commitment: what the ledger keeps of a content. It binds the writer to the content, and
 * tells a reader nothing who has not got the salt, however short the content is; the salt stays
 * sealed with the content. SM3 over one domain byte, the salt and the content. Pure.
 */
public final class Commitment {
  public static final int SALT_SIZE_BYTES = 16;

  private static final byte[] DOMAIN = {0x02};

  private Commitment() {}

  /** 64 lower-case hex digits. Throws IllegalArgumentException unless the salt has 16 bytes. */
  public static String commit(byte[] salt, byte[] content) {
    if (salt.length != SALT_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a salt has " + SALT_SIZE_BYTES + " bytes, not " + salt.length);
    }
    return HexFormat.of().formatHex(Sm3.of(DOMAIN, salt, content));
  }
}
