package org.sanwei.routes.read;

import java.util.Arrays;

/**
 * Reads numbers and runs of bytes that old Windows formats write, within bounds. A read beyond the
 * end throws {@link Short}, so that a length in the data can never make more than there is.
 */
final class LittleEndian {
  /** The data ends before what it announces. */
  static final class Short extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  LittleEndian(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  int left() {
    return end - at;
  }

  int u8() throws Short {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u16() throws Short {
    return u8() | u8() << 8;
  }

  long u32() throws Short {
    return u16() | (long) u16() << 16;
  }

  byte[] run(long length) throws Short {
    need(length);
    byte[] run = Arrays.copyOfRange(bytes, at, at + (int) length);
    at += (int) length;
    return run;
  }

  void skip(long length) throws Short {
    need(length);
    at += (int) length;
  }

  /** To the next multiple of four from the start of a value of this length; the end will do. */
  void pad(long length) {
    at = (int) Math.min(end, at + (4 - length % 4) % 4);
  }

  private void need(long length) throws Short {
    if (length < 0 || length > end - at) {
      throw new Short();
    }
  }
}
