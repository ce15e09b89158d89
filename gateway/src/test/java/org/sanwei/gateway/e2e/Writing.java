package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The ways in which words may stand in a file, each as the bytes that must then be there. */
final class Writing {
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** The ways of writing text as bytes. */
  private static final Map<String, Charset> CHARSETS =
      Map.of("UTF-8", UTF_8, "UTF-16LE", UTF_16LE, "UTF-16BE", UTF_16BE, "GB18030", GB18030);

  private Writing() {}

  /** Every way, by its name; the bytes do not depend on what stands before or after the words. */
  static Map<String, byte[]> ways(String words) {
    Map<String, byte[]> ways = new LinkedHashMap<>();
    CHARSETS.forEach(
        (name, charset) -> {
          byte[] bytes = words.getBytes(charset);
          ways.put(name, bytes);
          for (int alignment = 0; alignment < 3; alignment++) {
            ways.put("base64 " + alignment + " of " + name, base64(bytes, alignment));
          }
          String hex = HexFormat.of().formatHex(bytes);
          ways.put("hex of " + name, ascii(hex));
          ways.put("HEX of " + name, ascii(hex.toUpperCase(Locale.ROOT)));
        });
    ways.put("quoted-printable of UTF-8", escaped(words.getBytes(UTF_8), "=%02X"));
    ways.put("quoted-printable of GB18030", escaped(words.getBytes(GB18030), "=%02X"));
    ways.put("percent signs of UTF-8", escaped(words.getBytes(UTF_8), "%%%02X"));
    ways.put("JSON escapes", ascii(unicode(words, c -> "\\u%04x".formatted(c))));
    ways.put("JSON ESCAPES", ascii(unicode(words, c -> "\\u%04X".formatted(c))));
    return ways;
  }

  /**
   * The characters of the encoding that depend on these bytes alone, when they begin so aligned.
   */
  private static byte[] base64(byte[] bytes, int alignment) {
    byte[] shifted = new byte[alignment + bytes.length];
    System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (alignment * 8 + 5) / 6;
    int last = shifted.length * 8 / 6;
    return ascii(text.substring(first, last));
  }

  private static byte[] escaped(byte[] bytes, String form) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z');
      text.append(plain ? Character.toString(b) : form.formatted(b & 0xff));
    }
    return ascii(text.toString());
  }

  private static String unicode(String words, Function<Integer, String> escape) {
    StringBuilder text = new StringBuilder();
    words.chars().forEach(c -> text.append(c < 128 ? Character.toString(c) : escape.apply(c)));
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
