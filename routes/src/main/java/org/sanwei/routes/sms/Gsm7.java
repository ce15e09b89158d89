package org.sanwei.routes.sms;

import org.jspecify.annotations.Nullable;

/**
 * The GSM 7 bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1), one
 * character an octet as SMS centres hand it to applications, not the packed form of the radio.
 */
final class Gsm7 {
  private static final int ESCAPE = 0x1b;

  /** 128 characters in the order of their codes; the escape stands as a blank. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅå"
          + "Δ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ"
          + " !\"#¤%&'()*+,-./"
          + "0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNO"
          + "PQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmno"
          + "pqrstuvwxyzäöñüà";

  private Gsm7() {}

  /**
   * The text, or null when an octet is above 0x7f: then the centre did not mean this alphabet. A
   * code that the extension table lacks is the character of the basic table, and an escape without
   * a code is a blank, as the standard has it.
   */
  static @Nullable String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    boolean escaped = false;
    for (byte octet : octets) {
      if (octet < 0) {
        return null;
      }
      if (escaped) {
        text.append(extended(octet));
        escaped = false;
      } else if (octet == ESCAPE) {
        escaped = true;
      } else {
        text.append(BASIC.charAt(octet));
      }
    }
    return escaped ? text.append(' ').toString() : text.toString();
  }

  private static char extended(byte code) {
    return switch (code) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> BASIC.charAt(code);
    };
  }
}
