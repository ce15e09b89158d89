package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Where a sign stands in bytes, without a second copy of them: a mail may be large. */
final class Bytes {
  private Bytes() {}

  /** The first place of a sign of one-byte characters, or -1. */
  static int first(byte[] bytes, String sign) {
    byte[] wanted = sign.getBytes(ISO_8859_1);
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (isAt(bytes, at, wanted)) {
        return at;
      }
    }
    return -1;
  }

  /** The last place of it, or -1. */
  static int last(byte[] bytes, String sign) {
    byte[] wanted = sign.getBytes(ISO_8859_1);
    for (int at = bytes.length - wanted.length; at >= 0; at--) {
      if (isAt(bytes, at, wanted)) {
        return at;
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
