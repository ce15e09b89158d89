package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A gzip that unpacks to itself, by the scheme that Russ Cox described: a program of "put these
 * bytes" and "put the last twenty bytes again" whose output is the program. Every step is five
 * bytes, head and tail are fifteen, so that each repetition is of twenty. Its checksum stands in
 * what it is the checksum of; since CRC-32 is linear, the one that fits is found by elimination.
 */
final class GzipQuine {
  private static final int UNIT = 5;
  private static final int CHECKSUM_BITS = 32;

  /** Two copies of ten bytes from twenty bytes back, in the fixed code, and the block's end. */
  private static final byte[] AGAIN = again();

  private GzipQuine() {}

  static byte[] bytes() {
    int checksum = fitting();
    return file(checksum);
  }

  private static byte[] file(int checksum) {
    byte[] again = AGAIN;
    byte[] head = {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0, 's', 'e', 'l', 'f', 0};
    byte[] l0 = put(0);
    byte[] l1 = put(1);
    byte[] l4 = put(4);
    byte[] tail = tail(checksum);
    byte[][] program = {
      head, l4, head, l4, again, l1, again, l1, l1, l4, again, l1, l1, l4, again, l4, again, l4,
      again, l4, again, l4, again, l0, l0, l4, again, l0, l0, l4, again, tail, again, tail
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] step : program) {
      out.writeBytes(step);
    }
    return out.toByteArray();
  }

  /** An empty step, the last block, and what gzip says of the whole. */
  private static byte[] tail(int checksum) {
    int length = 4 * 15 + 30 * UNIT;
    ByteBuffer tail = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
    return tail.put(put(0)).put((byte) 3).put((byte) 0).putInt(checksum).putInt(length).array();
  }

  /** A stored block's head: the next so many units are put as they are. */
  private static byte[] put(int units) {
    int bytes = units * UNIT;
    return new byte[] {0, (byte) bytes, 0, (byte) ~bytes, (byte) 0xFF};
  }

  private static byte[] again() {
    long bits = 0;
    int at = 0;
    int[][] parts = {
      {0, 1},
      {1, 2}, // not the last block; the fixed code
      {reversed(264 - 256, 7), 7},
      {reversed(8, 5), 5},
      {20 - 17, 3},
      {reversed(264 - 256, 7), 7},
      {reversed(8, 5), 5},
      {20 - 17, 3},
      {0, 7}
    };
    for (int[] part : parts) {
      bits |= (long) part[0] << at;
      at += part[1];
    }
    byte[] bytes = new byte[UNIT];
    for (int i = 0; i < UNIT; i++) {
      bytes[i] = (byte) (bits >> (8 * i));
    }
    return bytes;
  }

  private static int reversed(int code, int bits) {
    return Integer.reverse(code) >>> (Integer.SIZE - bits);
  }

  private static int difference(int checksum) {
    CRC32 crc = new CRC32();
    crc.update(file(checksum));
    return (int) crc.getValue() ^ checksum;
  }

  /** Solves difference(c) = 0, which is linear but for what zero gives. */
  private static int fitting() {
    int constant = difference(0);
    int[] rows = new int[CHECKSUM_BITS];
    int[] made = new int[CHECKSUM_BITS];
    for (int bit = 0; bit < CHECKSUM_BITS; bit++) {
      int column = difference(1 << bit) ^ constant;
      int by = 1 << bit;
      for (int top = CHECKSUM_BITS - 1; top >= 0 && column != 0; top--) {
        if ((column >>> top & 1) == 1 && rows[top] != 0) {
          column ^= rows[top];
          by ^= made[top];
        }
      }
      if (column != 0) {
        int top = CHECKSUM_BITS - 1 - Integer.numberOfLeadingZeros(column);
        rows[top] = column;
        made[top] = by;
      }
    }
    int left = constant;
    int found = 0;
    for (int top = CHECKSUM_BITS - 1; top >= 0; top--) {
      if ((left >>> top & 1) == 1) {
        left ^= rows[top];
        found ^= made[top];
      }
    }
    return found;
  }
}
