package org.sanwei.routes.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Counts the pages of a TIFF by walking its directories; nothing is decoded. */
final class TiffPages {
  private static final int MAX_PAGES = 10_000;

  private TiffPages() {}

  /** The pages that can be counted: a loop, a wild offset or the end of the file ends the count. */
  static int count(byte[] bytes) {
    if (bytes.length < 8) {
      return 0;
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes);
    tiff.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Set<Long> seen = new HashSet<>();
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    while (directory >= 8 && directory + 2 <= bytes.length && seen.size() < MAX_PAGES) {
      if (!seen.add(directory)) {
        return seen.size();
      }
      int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
      long next = directory + 2 + 12L * entries;
      directory = next + 4 <= bytes.length ? Integer.toUnsignedLong(tiff.getInt((int) next)) : 0;
    }
    return seen.size();
  }
}
