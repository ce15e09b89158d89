package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.names;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReadingPropertiesTest {
  private static final byte[] PDF = Pdfs.chinese("机密★10年");
  private static final byte[] MAIL =
      ("Subject: =?utf-8?B?5py65a+G?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
              + "Content-Transfer-Encoding: base64\r\n\r\n5py65a+G4piF\r\n--b\r\n"
              + "Content-Type: text/html; charset=gbk\r\n\r\n<p>x &amp; y<!-- z --></p>\r\n--b--\r\n")
          .getBytes(UTF_8);
  private static final byte[] POST =
      "{\"text\":\"机密\",\"x\":[1,{\"y\":null}],\"attachments\":[{\"name\":\"a\",\"base64\":\"YQ==\"}]}"
          .getBytes(UTF_8);

  @Property(tries = 400)
  void readingIsTotalOnAnyBytes(@ForAll("mediaTypes") String mediaType, @ForAll byte[] body) {
    assertWellFormed(Readings.read(mediaType, body));
  }

  @Property(tries = 400)
  void readingIsTotalOnDamagedMessages(
      @ForAll("mediaTypes") String mediaType,
      @ForAll @IntRange(min = 0, max = 2) int which,
      @ForAll List<@IntRange(min = 0, max = 100_000) Integer> places,
      @ForAll byte value) {
    byte[] body = List.of(PDF, MAIL, POST).get(which).clone();
    places.forEach(place -> body[place % body.length] = value);

    assertWellFormed(Readings.read(mediaType, body));
  }

  @Property(tries = 200)
  void theSameBytesReadTheSame(@ForAll("mediaTypes") String mediaType, @ForAll byte[] body) {
    ReadResult once = Readings.read(mediaType, body);
    ReadResult again = Readings.read(mediaType, body);

    assertThat(again.content()).isEqualTo(once.content());
  }

  @Property(tries = 200)
  void anyTextComesBackFromGb18030AndUtf8(@ForAll("texts") String words) {
    String text = "值" + words;

    assertThat(allText(Readings.read("text/plain", text.getBytes(UTF_8)))).contains(text);
    assertThat(allText(Readings.read("text/plain", text.getBytes(Readings.GB18030))))
        .contains(text);
  }

  @Provide
  Arbitrary<String> mediaTypes() {
    return Arbitraries.of(
        "message/rfc822",
        "application/pdf",
        "text/plain",
        "text/html; charset=gbk",
        "text/calendar",
        "image/tiff",
        "application/octet-stream",
        "application/vnd.sanwei.sms+json",
        "application/vnd.sanwei.fax+json",
        "multipart/mixed; boundary=b",
        ";;=",
        "");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withCharRange('一', '龥').withChars("★ abc，。").ofMaxLength(40);
  }

  private static void assertWellFormed(ReadResult result) {
    assertThat(names(result)).doesNotHaveDuplicates();
    assertThat(result.content().parts()).allMatch(part -> !part.text().isBlank());
    assertThat(result.content().unread())
        .allMatch(
            unread -> unread.part().chars().allMatch(c -> c == '/' || (c >= '0' && c <= '9')));
  }
}
