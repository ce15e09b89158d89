package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Undoes a mail part's transfer encoding, strictly where a lenient decoder would let something
 * slip: {@code broken} says that a mail program might have decoded other bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record TransferEncoding(Slice slice, boolean broken) {
  private static final int NO_SIGN = -1;

  TransferEncoding(byte[] bytes, boolean broken) {
    this(Slice.whole(bytes), broken);
  }

  /** The bytes alone. */
  byte[] bytes() {
    return slice.bytes();
  }

  static TransferEncoding decode(Slice raw, String encoding) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "7bit", "8bit", "binary" -> new TransferEncoding(raw, false);
      case "base64" -> base64(raw);
      case "quoted-printable" -> quotedPrintable(raw);
      default -> new TransferEncoding(raw, true);
    };
  }

  static TransferEncoding base64(byte[] raw) {
    return base64(Slice.whole(raw));
  }

  static TransferEncoding quotedPrintable(byte[] raw) {
    return quotedPrintable(Slice.whole(raw));
  }

  /**
   * Whitespace is skipped; anything else outside the alphabet is broken, and what stands in whole
   * groups before it is kept.
   */
  static TransferEncoding base64(Slice raw) {
    int signs = signs(raw);
    byte[] out = new byte[decodedSize(raw, signs)];
    byte[] group = new byte[4];
    int inGroup = 0;
    int seen = 0;
    int size = 0;
    for (int i = raw.from(); i < raw.to() && inGroup < group.length; i++) {
      byte b = raw.array()[i];
      if (blank(b)) {
        continue;
      }
      seen++;
      group[inGroup++] = b;
      if (inGroup == group.length && put(group, out, size)) {
        size += 3;
        inGroup = 0;
      }
    }
    if (inGroup > 0) {
      byte[] last = lastGroup(group, inGroup, seen == signs);
      if (last.length == 0) {
        return new TransferEncoding(Arrays.copyOf(out, size), true);
      }
      System.arraycopy(last, 0, out, size, last.length);
      size += last.length;
    }
    return new TransferEncoding(size == out.length ? out : Arrays.copyOf(out, size), false);
  }

  /** What a group with padding, or without all of its signs, stands for; empty if for nothing. */
  private static byte[] lastGroup(byte[] group, int signs, boolean last) {
    try {
      return last ? Base64.getDecoder().decode(Arrays.copyOf(group, signs)) : new byte[0];
    } catch (IllegalArgumentException e) {
      // What was not valid stands for nothing.
      return new byte[0];
    }
  }

  /** Three bytes, when the group is four signs of the alphabet. */
  private static boolean put(byte[] group, byte[] out, int at) {
    int bits = 0;
    for (byte sign : group) {
      int value = value(sign);
      if (value == NO_SIGN) {
        return false;
      }
      bits = bits << 6 | value;
    }
    out[at] = (byte) (bits >> 16);
    out[at + 1] = (byte) (bits >> 8);
    out[at + 2] = (byte) bits;
    return true;
  }

  private static int value(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : NO_SIGN;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static int signs(Slice raw) {
    int signs = 0;
    for (int i = raw.from(); i < raw.to(); i++) {
      signs += blank(raw.array()[i]) ? 0 : 1;
    }
    return signs;
  }

  /** Exactly, for what is valid, so that nothing is copied; never too little. */
  private static int decodedSize(Slice raw, int signs) {
    int padding = 0;
    for (int i = raw.to() - 1; i >= raw.from() && padding < 2; i--) {
      byte b = raw.array()[i];
      if (b == '=') {
        padding++;
      } else if (!blank(b)) {
        break;
      }
    }
    int over = signs % 4;
    return over == 0 ? signs / 4 * 3 - padding : signs / 4 * 3 + over;
  }

  static TransferEncoding quotedPrintable(Slice slice) {
    byte[] raw = slice.array();
    int to = slice.to();
    ByteArrayOutputStream out = new ByteArrayOutputStream(slice.length());
    boolean broken = false;
    for (int i = slice.from(); i < to; i++) {
      if (raw[i] != '=') {
        out.write(raw[i]);
        continue;
      }
      int end = softBreakEnd(raw, i + 1, to);
      int high = i + 2 < to ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < to ? Character.digit(raw[i + 2], 16) : -1;
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
  private static int softBreakEnd(byte[] raw, int from, int to) {
    int at = from;
    while (at < to && (raw[at] == ' ' || raw[at] == '\t')) {
      at++;
    }
    if (at == to) {
      return at - 1;
    }
    if (raw[at] == '\r' && at + 1 < to && raw[at + 1] == '\n') {
      return at + 1;
    }
    return raw[at] == '\n' || raw[at] == '\r' ? at : -1;
  }
}
