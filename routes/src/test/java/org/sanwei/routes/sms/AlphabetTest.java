package org.sanwei.routes.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the centre's own alphabet  | 0x00 | GSM7
          ASCII                      | 0x01 | ASCII
          octets                     | 0x02 | BINARY
          Latin-1                    | 0x03 | LATIN1
          octets, the other way      | 0x04 | BINARY
          JIS                        | 0x05 | UNKNOWN
          Cyrillic                   | 0x06 | UNKNOWN
          UCS-2                      | 0x08 | UCS2
          reserved, GB in some lands | 0x0f | UNKNOWN
          shown at once, GSM         | 0x10 | GSM7
          for the SIM, GSM           | 0x12 | GSM7
          shown at once, octets      | 0x14 | BINARY
          shown at once, UCS-2       | 0x18 | UCS2
          a reserved alphabet        | 0x1c | UNKNOWN
          compressed                 | 0x20 | UNKNOWN
          compressed UCS-2           | 0x38 | UNKNOWN
          to be deleted, GSM         | 0x40 | GSM7
          to be deleted, UCS-2       | 0x48 | UCS2
          to be deleted, with class  | 0x58 | UCS2
          to be deleted, compressed  | 0x60 | UNKNOWN
          a reserved group           | 0x80 | UNKNOWN
          a waiting voice, no text   | 0xc8 | GSM7
          a waiting voice, GSM       | 0xd0 | GSM7
          a waiting voice, UCS-2     | 0xe8 | UCS2
          class alone, GSM           | 0xf1 | GSM7
          class alone, octets        | 0xf5 | BINARY
          class alone, reserved bit  | 0xf8 | UNKNOWN
          """)
  void aDataCodingNamesItsAlphabet(String why, String coding, Alphabet alphabet) {
    assertThat(Alphabet.of(Integer.decode(coding))).as(why).isEqualTo(alphabet);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          letters and digits         | 48692039     | 'Hi 9'
          signs that ASCII has not   | 00011140025f | '@£_¡$§'
          Greek capitals             | 1012131415161718191a | 'ΔΦΓΛΩΠΨΣΘΞ'
          the last row               | 7b7c7d7e7f   | 'äöñüà'
          the euro                   | 1b65         | '€'
          brackets                   | 1b281b291b3c1b3e | '{}[]'
          the other extended signs   | 1b141b2f1b3d1b40 | '^\\~|'
          a code the extension lacks | 1b41         | 'A'
          an escape at the end       | 411b         | 'A '
          two escapes                | 1b1b41       | ' A'
          """)
  void theGsmAlphabetHasItsTables(String why, String hex, String text) {
    assertThat(Alphabet.GSM7.decode(HexFormat.of().parseHex(hex))).as(why).isEqualTo(text);
  }

  @Property
  void everyOctetOfTheGsmAlphabetIsOneCharacterOrNoText(@ForAll byte[] octets) {
    String text = Alphabet.GSM7.decode(octets);

    boolean seven = true;
    int escapes = 0;
    for (byte octet : octets) {
      seven &= octet >= 0;
      escapes += octet == 0x1b ? 1 : 0;
    }
    assertThat(text != null).isEqualTo(seven);
    if (text != null) {
      assertThat(text.length()).isBetween(octets.length - escapes, octets.length);
    }
  }

  @Property
  void whatIsEncodedInUcs2IsDecoded(@ForAll String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
    // Halves of a pair become a question mark in the encoder.
    String written = new String(octets, StandardCharsets.UTF_16BE);

    boolean mark = written.startsWith("\ufeff") || written.startsWith("\ufffe");
    if (!mark) {
      assertThat(Alphabet.UCS2.decode(octets)).isEqualTo(written);
    }
    byte[] odd = java.util.Arrays.copyOf(octets, octets.length + 1);
    assertThat(Alphabet.UCS2.decode(odd)).isNull();
  }

  @Property
  void noOctetsOfAnyCodingMakeItThrow(
      @ForAll @IntRange(max = 255) int coding, @ForAll byte[] octets) {
    Alphabet alphabet = Alphabet.of(coding);

    String text = alphabet.decode(octets);

    if (alphabet == Alphabet.BINARY || alphabet == Alphabet.UNKNOWN) {
      assertThat(text).isNull();
    } else if (text != null) {
      assertThat(Objects.requireNonNull(text).length()).isLessThanOrEqualTo(octets.length);
    }
  }
}
