package org.sanwei.routes.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDataTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing at all              | ''              | false
          a header longer than all    | 30058245        | false
          an element cut off          | 030003075824    | false
          an element without length   | 010058          | false
          pictures within             | 04120201005824  | false
          another language's table    | 0324010158      | false
          a part beyond its total     | 05000307020358  | false
          a part of none              | 05000307020058  | false
          two places that differ      | 0a000307020100030702020058 | false
          one place twice             | 0a0003070201000307020158   | true
          ports                       | 0605040b8423f058 | true
          an empty header             | 0058            | true
          """)
  void onlyWhatIsKnownIsUnderstood(String why, String hex, boolean understood) {
    UserData data = UserData.of(true, HexFormat.of().parseHex(hex));

    assertThat(data.understood()).as(why).isEqualTo(understood);
  }

  @Property
  void everyPlaceIsFoundBehindWhateverStandsBeforeIt(
      @ForAll @IntRange(min = 2, max = 255) int total,
      @ForAll @IntRange(min = 1, max = 255) int part,
      @ForAll @IntRange(max = 0xffff) int reference,
      @ForAll boolean wide,
      @ForAll boolean ports) {
    int n = 1 + (part - 1) % total;
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    if (ports) {
      header.writeBytes(new byte[] {5, 4, 1, 2, 3, 4});
    }
    header.writeBytes(
        wide
            ? new byte[] {8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) n}
            : new byte[] {0, 3, (byte) reference, (byte) total, (byte) n});
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(header.size());
    body.writeBytes(header.toByteArray());
    body.writeBytes(new byte[] {1, 2, 3});

    UserData data = UserData.of(true, body.toByteArray());

    assertThat(data.understood()).isTrue();
    assertThat(data.text()).containsExactly(1, 2, 3);
    assertThat(data.place())
        .isEqualTo(
            wide
                ? new PartPlace(PartPlace.By.UDH_16, reference, total, n)
                : new PartPlace(PartPlace.By.UDH_8, reference & 0xff, total, n));
  }

  @Property
  void noOctetsMakeItThrowAndNoneOfTheTextIsLost(@ForAll byte[] body) {
    UserData with = UserData.of(true, body);
    UserData without = UserData.of(false, body);

    assertThat(without.text()).isEqualTo(body);
    assertThat(body).endsWith(with.text());
  }

  @Test
  void theHeaderCountsBeforeTheParameters() {
    PartPlace sar = new PartPlace(PartPlace.By.SAR, 300, 3, 2);
    byte[] body = HexFormat.of().parseHex("0500030702015824");

    assertThat(new ShortMessage("1", "2", 0x40, 0, 8, body, sar).place())
        .isEqualTo(new PartPlace(PartPlace.By.UDH_8, 7, 2, 1));
    assertThat(new ShortMessage("1", "2", 0, 0, 8, body, sar).place()).isEqualTo(sar);
  }
}
