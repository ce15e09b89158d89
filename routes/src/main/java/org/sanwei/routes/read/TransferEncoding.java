package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Undoes a mail part's transfer encoding, strictly where a lenient decoder would let something
 * slip: {@code broken} says that a mail program might have decoded other bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record TransferEncoding(byte[] bytes, boolean broken) {

  static TransferEncoding decode(byte[] raw, String encoding) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "7bit", "8bit", "binary" -> new TransferEncoding(raw, false);
      case "base64" -> base64(raw);
      case "quoted-printable" -> quotedPrintable(raw);
      default -> new TransferEncoding(raw, true);
    };
  }

  /** Whitespace is skipped; anything else outside the alphabet is broken. */
  static TransferEncoding base64(byte[] raw) {
    byte[] packed = new byte[raw.length];
    int length = 0;
    for (byte b : raw) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        packed[length++] = b;
      }
    }
    try {
      ByteBuffer whole = Base64.getDecoder().decode(ByteBuffer.wrap(packed, 0, length));
      boolean fits = whole.limit() == whole.array().length;
      byte[] bytes = fits ? whole.array() : Arrays.copyOf(whole.array(), whole.limit());
      return new TransferEncoding(bytes, false);
    } catch (IllegalArgumentException e) {
      byte[] exact = Arrays.copyOf(packed, length);
      return new TransferEncoding(Base64.getMimeDecoder().decode(wholeGroups(exact)), true);
    }
  }

  static TransferEncoding quotedPrintable(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    boolean broken = false;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '=') {
        out.write(raw[i]);
        continue;
      }
      int end = softBreakEnd(raw, i + 1);
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (end >= 0) {
        i = end;
      } else if (high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write('=');
        broken = true;
      }
    }
    return new TransferEncoding(out.toByteArray(), broken);
  }

  /** The index of a soft line break's last byte, or -1 if there is none at {@code from}. */
  private static int softBreakEnd(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && (raw[at] == ' ' || raw[at] == '\t')) {
      at++;
    }
    if (at == raw.length) {
      return at - 1;
    }
    if (raw[at] == '\r' && at + 1 < raw.length && raw[at + 1] == '\n') {
      return at + 1;
    }
    return raw[at] == '\n' || raw[at] == '\r' ? at : -1;
  }

  /** What stands before the first padding or stray byte, cut to whole groups of four. */
  private static byte[] wholeGroups(byte[] packed) {
    int length = 0;
    while (length < packed.length && inAlphabet(packed[length])) {
      length++;
    }
    return Arrays.copyOf(packed, length - length % 4);
  }

  private static boolean inAlphabet(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/';
  }
}
