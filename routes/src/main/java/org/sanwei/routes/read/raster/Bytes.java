package org.sanwei.routes.read.raster;

import java.nio.charset.StandardCharsets;

/**
 * Numbers out of bytes, in either order. Reading beyond the end throws {@link Torn}, which never
 * leaves this package.
 */
final class Bytes {
  private final byte[] bytes;
  private final boolean littleEndian;

  Bytes(byte[] bytes, boolean littleEndian) {
    this.bytes = bytes;
    this.littleEndian = littleEndian;
  }

  int length() {
    return bytes.length;
  }

  int byteAt(long at) {
    if (at < 0 || at >= bytes.length) {
      throw new Torn();
    }
    return bytes[(int) at] & 0xFF;
  }

  int shortAt(long at) {
    int first = byteAt(at);
    int second = byteAt(at + 1);
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  /** Four bytes as a number without sign. */
  long intAt(long at) {
    long first = shortAt(at);
    long second = shortAt(at + 2);
    return littleEndian ? second << 16 | first : first << 16 | second;
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at <= bytes.length && count <= bytes.length - at;
  }

  boolean startsWith(long at, String latin) {
    byte[] want = latin.getBytes(StandardCharsets.ISO_8859_1);
    if (!has(at, want.length)) {
      return false;
    }
    for (int i = 0; i < want.length; i++) {
      if (bytes[(int) at + i] != want[i]) {
        return false;
      }
    }
    return true;
  }

  /** The file ends where it says it goes on. */
  static final class Torn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Torn() {
      super("torn", null, false, false);
    }
  }

  /** The file is refused for this reason. */
  static final class No extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Refusal why;

    No(Refusal why) {
      super(why.name(), null, false, false);
      this.why = why;
    }

    Refusal why() {
      return why;
    }
  }
}
