package org.sanwei.routes.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How large deflated data gets, found without keeping it. */
final class Expanded {
  private static final int BUFFER = 1 << 16;

  /** {@code damaged} data breaks off or is none; {@code bytes} counts what came before. */
  record Measure(long bytes, boolean damaged) {}

  private Expanded() {}

  /** Stops soon after {@code limit}. */
  static Measure measure(InputStream raw, long limit, Gathering gathering) throws IOException {
    byte[] packed = raw.readAllBytes();
    return measure(packed, 0, limit, gathering);
  }

  /**
   * The sum over everything in a file that follows a {@code stream} keyword and inflates; where the
   * result is deflated itself, that counts as over the limit, for no honest PDF packs twice.
   */
  static long anyStream(byte[] pdf, long limit, Gathering gathering) {
    long sum = 0;
    for (int at = next(pdf, 0); at >= 0 && sum <= limit; at = next(pdf, at)) {
      sum += measure(pdf, at, limit - sum, gathering).bytes();
    }
    return sum;
  }

  private static Measure measure(byte[] packed, int from, long limit, Gathering gathering) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, from, packed.length - from);
      byte[] out = new byte[BUFFER];
      long bytes = 0;
      while (!inflater.finished() && bytes <= limit) {
        gathering.checkpoint();
        int got = inflater.inflate(out);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return new Measure(bytes, true);
        }
        if (bytes == 0 && nested(out, got)) {
          return new Measure(limit + 1, false);
        }
        bytes += got;
      }
      return new Measure(bytes, false);
    } catch (DataFormatException e) {
      return new Measure(0, true);
    } finally {
      inflater.end();
    }
  }

  /** True if the bytes are the start of deflated data themselves: zlib's two head bytes say so. */
  private static boolean nested(byte[] bytes, int length) {
    int head = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    if (length < 3 || (bytes[0] & 0x0F) != 8 || head % 31 != 0) {
      return false;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, 0, length);
      return inflater.inflate(new byte[BUFFER]) > 64;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  /** The index of the first byte after the next {@code stream} keyword and its line end, or -1. */
  private static int next(byte[] pdf, int from) {
    for (int i = from; i + 8 < pdf.length; i++) {
      if (pdf[i] == 's'
          && pdf[i + 1] == 't'
          && pdf[i + 2] == 'r'
          && pdf[i + 3] == 'e'
          && pdf[i + 4] == 'a'
          && pdf[i + 5] == 'm') {
        int at = i + 6;
        at += pdf[at] == '\r' ? 1 : 0;
        return at + (pdf[at] == '\n' ? 1 : 0);
      }
    }
    return -1;
  }
}
