package org.sanwei.routes.sms;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a data_coding says of a short message's octets. */
public enum Alphabet {
  GSM7,
  ASCII,
  LATIN1,
  UCS2,

  /** Octets that are no text: a ring tone, a settings message, anything. */
  BINARY,

  /** A coding that nobody here reads, compressed text among them. */
  UNKNOWN;

  /**
   * Reads a data_coding of 0 to 255. Below 0x10 SMPP's own table counts (SMPP 3.4 §5.2.19); 0 is
   * the centre's default alphabet, which is taken to be the GSM one. Above, the coding groups of TS
   * 23.038 §4: general data coding with or without message class, the same marked for deletion,
   * message waiting, and data coding with message class.
   */
  public static Alphabet of(int dataCoding) {
    int coding = dataCoding & 0xff;
    if (coding < 0x10) {
      return ofSmpp(coding);
    }
    return switch (coding >> 4) {
      case 0x1, 0x4, 0x5 -> general(coding);
      case 0xc, 0xd -> GSM7;
      case 0xe -> UCS2;
      case 0xf -> (coding & 0x08) != 0 ? UNKNOWN : (coding & 0x04) == 0 ? GSM7 : BINARY;
      // 0x2, 0x3, 0x6, 0x7 are compressed (TS 23.042); 0x8 to 0xb are reserved.
      default -> UNKNOWN;
    };
  }

  private static Alphabet ofSmpp(int coding) {
    return switch (coding) {
      case 0 -> GSM7;
      case 1 -> ASCII;
      case 2, 4 -> BINARY;
      case 3 -> LATIN1;
      case 8 -> UCS2;
      default -> UNKNOWN;
    };
  }

  private static Alphabet general(int coding) {
    return switch (coding >> 2 & 0x03) {
      case 0 -> GSM7;
      case 1 -> BINARY;
      case 2 -> UCS2;
      default -> UNKNOWN;
    };
  }

  /** The text, or null when these octets are no text of this alphabet. */
  public @Nullable String decode(byte[] octets) {
    return switch (this) {
      case GSM7 -> Gsm7.decode(octets);
      case ASCII -> strict(StandardCharsets.US_ASCII, octets);
      case LATIN1 -> strict(StandardCharsets.ISO_8859_1, octets);
      case UCS2 -> ucs2(octets);
      case BINARY, UNKNOWN -> null;
    };
  }

  /** Surrogate pairs too, since phones send them. A mark of the other byte order is no text. */
  private static @Nullable String ucs2(byte[] octets) {
    String text = strict(StandardCharsets.UTF_16BE, octets);
    if (text == null || text.startsWith("\ufffe")) {
      return null;
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static @Nullable String strict(Charset charset, byte[] octets) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
