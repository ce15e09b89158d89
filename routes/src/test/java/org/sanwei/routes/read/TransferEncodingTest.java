package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TransferEncodingTest {

  @Property(tries = 5_000)
  void base64IsReadAsTheLibraryReadsItAsAWhole(@ForAll("nearlyBase64") String text) {
    TransferEncoding expected = asAWhole(text.getBytes(US_ASCII));

    TransferEncoding read = TransferEncoding.base64(text.getBytes(US_ASCII));

    assertThat(read.bytes()).isEqualTo(expected.bytes());
    assertThat(read.broken()).isEqualTo(expected.broken());
  }

  @Provide
  Arbitrary<String> nearlyBase64() {
    return Arbitraries.strings()
        .withChars("ABab09+/ABab09+/ABab09+/ABab09+/ =\r\n*")
        .ofMaxLength(24);
  }

  @Property(tries = 500)
  void whatWasEncodedComesBackWhole(@ForAll byte[] bytes) {
    byte[] encoded = Base64.getMimeEncoder().encode(bytes);

    TransferEncoding read = TransferEncoding.base64(encoded);

    assertThat(read.bytes()).isEqualTo(bytes);
    assertThat(read.broken()).isFalse();
  }

  @Property(tries = 1_000)
  void apartInTheMiddleIsReadAsIfItStoodAlone(@ForAll("nearlyBase64") String text) {
    byte[] alone = text.getBytes(US_ASCII);
    byte[] around = ("=A\r\n" + text + "\n=4A").getBytes(US_ASCII);
    Slice middle = Slice.whole(around).part(4, 4 + alone.length);

    assertThat(TransferEncoding.quotedPrintable(middle).bytes())
        .isEqualTo(TransferEncoding.quotedPrintable(alone).bytes());
    assertThat(TransferEncoding.base64(middle).bytes())
        .isEqualTo(TransferEncoding.base64(alone).bytes());
  }

  @Test
  void aPartThatIsNotEncodedIsNotCopied() {
    Slice part = Slice.whole(new byte[100]).part(10, 20);

    TransferEncoding read = TransferEncoding.decode(part, "8bit");

    assertThat(read.slice()).isSameAs(part);
    assertThat(read.bytes()).hasSize(10);
  }

  /** White space taken out and the library asked; of what it refuses, the whole groups. */
  private static TransferEncoding asAWhole(byte[] raw) {
    byte[] packed = new String(raw, US_ASCII).replaceAll("[ \t\r\n]", "").getBytes(US_ASCII);
    try {
      return new TransferEncoding(Base64.getDecoder().decode(packed), false);
    } catch (IllegalArgumentException e) {
      int length = 0;
      while (length < packed.length && "=*".indexOf(packed[length]) < 0) {
        length++;
      }
      byte[] groups = Arrays.copyOf(packed, length - length % 4);
      return new TransferEncoding(Base64.getDecoder().decode(groups), true);
    }
  }
}
