package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file that stands inside an address (RFC 2397), taken apart as a browser does (WHATWG Fetch,
 * "data: URL processor"). {@code broken} says that it could not be decoded to its end.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record DataAddress(String mediaType, byte[] bytes, boolean broken) {
  private static final String SCHEME = "data:";
  private static final String PACKED = ";base64";
  private static final int MOST_TYPE = 200;
  private static final int HEX = 16;

  /** What may stand between other text; an address alone may be of any kind. */
  private static final List<String> KINDS =
      List.of(
          "image/", "text/", "application/", "font/", "audio/", "video/", "message/", "multipart/");

  /** What ends an address of base64 that stands between other text. */
  private static final String ENDS = " \t\r\n\f)]}>,<;#\"'`\\";

  static boolean is(String address) {
    return unbroken(address).regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Without the tabs and line ends within it, as a browser takes it (WHATWG URL, 4.4). */
  static String unbroken(String address) {
    return address.replace("\t", "").replace("\r", "").replace("\n", "").strip();
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

  /** All that stand somewhere in a style sheet, a program, a list of pictures. Linear. */
  static Set<String> in(String text) {
    Set<String> found = new LinkedHashSet<>();
    int at = next(text, 0);
    while (at >= 0) {
      int comma = comma(text, at);
      int end = comma < 0 ? at + SCHEME.length() : end(text, at, comma);
      if (comma >= 0 || startsWith(text, at + SCHEME.length(), "image")) {
        found.add(text.substring(at, end));
      }
      at = next(text, end);
    }
    return found;
  }

  private static int next(String text, int from) {
    for (int i = from; i <= text.length() - SCHEME.length(); i++) {
      boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      if (begins && startsWith(text, i, SCHEME)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the data of an address begin that names one of the kinds; -1 if this is none. */
  private static int comma(String text, int at) {
    int type = at + SCHEME.length();
    if (KINDS.stream().noneMatch(kind -> startsWith(text, type, kind))) {
      return -1;
    }
    int far = Math.min(text.length(), type + MOST_TYPE + 1);
    for (int i = type; i < far; i++) {
      char c = text.charAt(i);
      if (c == ',') {
        return i;
      }
      if (c == '\n' || c == ')') {
        return -1;
      }
    }
    return -1;
  }

  private static int end(String text, int at, int comma) {
    if (!packed(text.substring(at + SCHEME.length(), comma))) {
      int other = next(text, comma);
      int last = other < 0 ? text.length() : other;
      int end = comma;
      while (end < last && text.charAt(end) != '\n') {
        end++;
      }
      return end;
    }
    int end = comma + 1;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean startsWith(String text, int at, String prefix) {
    return text.regionMatches(true, at, prefix, 0, prefix.length());
  }

  private static boolean packed(String type) {
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
