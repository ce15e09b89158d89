package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecodingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTF-8 as declared          | UTF-8    | utf-8      | 机密★
          GB18030 said to be UTF-8   | GB18030  | utf-8      | 机密★
          GB18030 said to be ASCII   | GB18030  | us-ascii   | 机密★
          GBK as declared            | GBK      | gbk        | 机密★
          GB2312 with a wider letter | GB18030  | gb2312     | 镕基
          Big5 as declared           | Big5     | big5       | 機密
          Shift escapes as declared  | ISO-2022-JP | iso-2022-jp | 機密
          UTF-16 as declared         | UTF-16BE | utf-16be   | 机密★
          """)
  void everyRightReadingIsAmongTheReadings(String why, String real, String declared, String text) {
    TextDecoding decoding =
        TextDecoding.of(text.getBytes(Charset.forName(real)), List.of(declared));

    assertThat(decoding.readings()).as(why).extracting(TextDecoding.Reading::text).contains(text);
    assertThat(decoding.damaged()).isFalse();
  }

  @Test
  void twoWitnessesForUtf8LeaveOneReading() {
    byte[] bytes = "机密★10年".getBytes(UTF_8);

    assertThat(TextDecoding.of(bytes, List.of("UTF8")).readings()).hasSize(1);
  }

  @Test
  void undeclaredBytesThatFitTwoCharsetsHaveTwoReadings() {
    byte[] bytes = "机密".getBytes(UTF_8);

    TextDecoding decoding = TextDecoding.of(bytes, List.of());

    assertThat(decoding.first()).isEqualTo("机密");
    assertThat(decoding.readings())
        .extracting(TextDecoding.Reading::suffix)
        .containsExactly("", "#gb18030");
  }

  @Test
  void plainAsciiHasOneReadingWhateverWasDeclared() {
    assertThat(TextDecoding.of("ok".getBytes(UTF_8), List.of("gbk", "big5")).readings()).hasSize(1);
  }

  @Test
  void overlongUtf8IsNotUtf8() {
    byte[] overlong = HexFormat.of().parseHex("c1aacda8");

    assertThat(TextDecoding.of(overlong, List.of("utf-8")).readings())
        .extracting(TextDecoding.Reading::text)
        .containsExactly("联通");
  }

  @Test
  void anUnknownCharsetIsDamageAndSoIsWhatNothingTakes() {
    assertThat(TextDecoding.of("ok".getBytes(UTF_8), List.of("hz-gb-2312")).damaged()).isTrue();
    assertThat(TextDecoding.of(HexFormat.of().parseHex("ff"), List.of()).damaged()).isTrue();
    assertThat(TextDecoding.of(HexFormat.of().parseHex("fffe00d8"), List.of()).damaged()).isTrue();
  }
}
