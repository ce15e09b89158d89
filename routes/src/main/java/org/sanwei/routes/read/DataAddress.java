package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A file that stands inside an address (RFC 2397), taken apart as a browser does (WHATWG Fetch,
 * "data: URL processor"). {@code broken} says that it could not be decoded to its end.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record DataAddress(String mediaType, byte[] bytes, boolean broken) {
  static final String SCHEME = "data:";
  private static final String PACKED = ";base64";
  private static final int HEX = 16;

  static boolean is(String address) {
    return unbroken(address).regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Without what a browser leaves out around it and within it (WHATWG URL, 4.4). */
  static String unbroken(String address) {
    int from = 0;
    int to = address.length();
    while (from < to && address.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && address.charAt(to - 1) <= ' ') {
      to--;
    }
    return joined(address.substring(from, to));
  }

  /** Without the tabs and line ends within it. */
  static String joined(String address) {
    return address.replace("\t", "").replace("\r", "").replace("\n", "");
  }

  /**
   * @param address that {@link #is} one; what follows a {@code #} is no part of the file
   */
  static DataAddress of(String address) {
    String whole = unbroken(address);
    int comma = whole.indexOf(',');
    if (comma < 0) {
      return new DataAddress("", new byte[0], true);
    }
    String type = whole.substring(SCHEME.length(), comma).strip();
    int fragment = whole.indexOf('#', comma);
    byte[] data = plain(whole.substring(comma + 1, fragment < 0 ? whole.length() : fragment));
    if (!packed(type)) {
      return new DataAddress(known(type), data, false);
    }
    TransferEncoding file = TransferEncoding.base64(data);
    return new DataAddress(known(type), file.bytes(), file.broken());
  }

  static boolean packed(String type) {
    String said = type.replace(" ", "").toLowerCase(Locale.ROOT);
    return said.endsWith(PACKED);
  }

  private static String known(String type) {
    return type.isEmpty() || type.startsWith(";") ? "text/plain" + type : type;
  }

  private static byte[] plain(String data) {
    byte[] said = data.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(said.length);
    for (int i = 0; i < said.length; i++) {
      int high = i + 2 < said.length ? Character.digit(said[i + 1], HEX) : -1;
      int low = i + 2 < said.length ? Character.digit(said[i + 2], HEX) : -1;
      if (said[i] == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(said[i]);
      }
    }
    return out.toByteArray();
  }
}
