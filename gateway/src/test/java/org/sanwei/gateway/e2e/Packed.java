package org.sanwei.gateway.e2e;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds what was packed by gzip (RFC 1952), zlib (RFC 1950) or into a zip archive, anywhere among
 * other bytes, and gives it unpacked: also when it breaks off. At most 4 MB of each. For one
 * thread.
 */
final class Packed {
  private static final int MOST_BYTES = 4 << 20;
  private static final int FEWEST_BYTES = 16;
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int ZIP_HEADER_BYTES = 30;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int HAS_CHECK = 2;

  private final Inflater zlib = new Inflater();
  private final Inflater raw = new Inflater(true);
  private final byte[] buffer = new byte[1 << 16];

  /** Gives each part that unpacks; most places that look packed are not, and give nothing. */
  void in(byte[] bytes, Consumer<byte[]> parts) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      int first = bytes[i] & 0xff;
      int second = bytes[i + 1] & 0xff;
      if (first == 0x78 && ((first << 8) | second) % 31 == 0) {
        unpack(zlib, bytes, i, parts);
      } else if (first == 0x1f && second == 0x8b && bytes[i + 2] == 8) {
        unpack(raw, bytes, afterGzipHeader(bytes, i), parts);
      } else if (first == 'P' && second == 'K' && bytes[i + 2] == 3) {
        unpack(raw, bytes, afterZipHeader(bytes, i), parts);
      }
    }
  }

  private void unpack(Inflater inflater, byte[] bytes, int from, Consumer<byte[]> parts) {
    if (from >= bytes.length) {
      return;
    }
    inflater.reset();
    inflater.setInput(bytes, from, bytes.length - from);
    byte[] out = new byte[0];
    try {
      int read = inflater.inflate(buffer);
      while (read > 0 && out.length < MOST_BYTES) {
        int had = out.length;
        out = Arrays.copyOf(out, had + read);
        System.arraycopy(buffer, 0, out, had, read);
        read = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      // Not packed after all, or cut off: what came out until here counts.
      int known =
          Math.min(buffer.length, Math.max(0, (int) inflater.getBytesWritten() - out.length));
      int had = out.length;
      out = Arrays.copyOf(out, had + known);
      System.arraycopy(buffer, 0, out, had, known);
    }
    if (out.length >= FEWEST_BYTES) {
      parts.accept(out);
    }
  }

  private static int afterGzipHeader(byte[] bytes, int at) {
    if (at + GZIP_HEADER_BYTES >= bytes.length) {
      return bytes.length;
    }
    int flags = bytes[at + 3];
    int next = at + GZIP_HEADER_BYTES;
    if ((flags & HAS_EXTRA) != 0 && next + 1 < bytes.length) {
      next += 2 + little(bytes, next);
    }
    if ((flags & HAS_NAME) != 0) {
      next = afterZero(bytes, next);
    }
    if ((flags & HAS_COMMENT) != 0) {
      next = afterZero(bytes, next);
    }
    return (flags & HAS_CHECK) != 0 ? next + 2 : next;
  }

  private static int afterZipHeader(byte[] bytes, int at) {
    return at + ZIP_HEADER_BYTES >= bytes.length
        ? bytes.length
        : at + ZIP_HEADER_BYTES + little(bytes, at + 26) + little(bytes, at + 28);
  }

  private static int afterZero(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
