package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Where a sign stands in bytes, counted from their beginning, without a second copy of them: a mail
 * may be large.
 */
final class Bytes {
  private Bytes() {}

  /** The first place of a sign of one-byte characters, or -1. */
  static int first(Slice bytes, String sign) {
    return first(bytes, sign.getBytes(ISO_8859_1));
  }

  /** The first place of a sign, or -1. */
  static int first(Slice bytes, byte[] wanted) {
    for (int at = bytes.from(); at <= bytes.to() - wanted.length; at++) {
      if (isAt(bytes.array(), at, wanted)) {
        return at - bytes.from();
      }
    }
    return -1;
  }

  /** The last place of it, or -1. */
  static int last(Slice bytes, String sign) {
    byte[] wanted = sign.getBytes(ISO_8859_1);
    for (int at = bytes.to() - wanted.length; at >= bytes.from(); at--) {
      if (isAt(bytes.array(), at, wanted)) {
        return at - bytes.from();
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
