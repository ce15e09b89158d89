package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.names;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.unread;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostReadingTest {

  @Test
  void anSmsIsItsTextAndItsSender() {
    ReadResult result =
        post(
            "sms",
            "{\"sender\":\"13800000000\",\"text\":\"堤坝渗水\",\"sentAt\":\"2026-11-22T01:00:00Z\"}");

    assertThat(text(result, "body")).isEqualTo("堤坝渗水");
    assertThat(text(result, "sender")).isEqualTo("13800000000");
    assertThat(result.sender()).isEqualTo("13800000000");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aTranscriptHasItsCallerAndSubject() {
    ReadResult result =
        post(
            "hotline",
            "{\"caseId\":\"c1\",\"version\":2,\"caller\":\"李\",\"subject\":\"停水\",\"text\":\"三天\"}");

    assertThat(result.subject()).isEqualTo("停水");
    assertThat(result.sender()).isEqualTo("李");
    assertThat(names(result)).containsExactly("caseId", "version", "caller", "subject", "body");
  }

  @Test
  void attachmentsGoTheSameWayAsThoseOfAMail() {
    String file = Base64.getEncoder().encodeToString("机密★10年".getBytes(GB18030));

    ReadResult result =
        post(
            "intranet",
            "{\"text\":\"见附件\",\"attachments\":[{\"name\":\"a.txt\",\"mediaType\":\"text/plain\",\"base64\":\""
                + file
                + "\"},{\"name\":\"b.zip\",\"mediaType\":\"application/zip\",\"base64\":\"UEsDBA==\"}]}");

    assertThat(text(result, "1/a.txt")).isEqualTo("机密★10年");
    assertThat(unread(result)).containsExactly("2:BROKEN");
    assertThat(result.attachments()).hasSize(2);
  }

  @Test
  void aFaxPostMayBePagesAlone() {
    ReadResult result =
        post(
            "fax",
            "{\"pages\":3,\"attachments\":[{\"name\":\"f.tif\",\"mediaType\":\"image/tiff\",\"base64\":\"iVBORw0KGgo=\"}]}");

    assertThat(unread(result)).containsExactly("1:BROKEN");
    assertThat(result.pages()).isEqualTo(3);
  }

  @Test
  void nothingHidesInAFieldThatNobodyExpects() {
    ReadResult result =
        post("sms", "{\"text\":\"x\",\"note\":[{\"机密★1年\":7},\"绝密\"],\"attachments\":\"秘密\"}");

    assertThat(text(result, "extra")).contains("机密★1年", "绝密", "秘密");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "机密★10年",
        "{\"text\":\"机密★10年\"",
        "{\"text\":\"x\",\"text\":\"机密★10年\"}",
        "{\"text\":\"机密★10年\"} {}",
        "[\"机密★10年\"]",
        "{\"text\":[\"机密★10年\"]}"
      })
  void aMalformedPostIsHeldAndStillJudged(String json) {
    ReadResult result = post("sms", json);

    assertThat(unread(result)).contains("0:BROKEN");
    assertThat(json.isEmpty() || allText(result).contains("机密★10年")).isTrue();
  }

  @Test
  void deepOrBrokenInsidesAreHeld() {
    assertThat(unread(post("sms", "{\"text\":" + "[".repeat(50_000)))).contains("0:BROKEN");
    assertThat(unread(post("sms", "{\"text\":\"\\ud800\"}"))).containsExactly("0:BROKEN");
    assertThat(unread(post("sms", "{\"text\":\"a\\u0000b\"}"))).containsExactly("0:BROKEN");
    assertThat(unread(post("fax", "{\"attachments\":[{\"base64\":\"*\"}]}"))).contains("1:BROKEN");
    assertThat(unread(post("fax", "{\"attachments\":[7]}"))).contains("1:BROKEN");
  }

  @Test
  void aPostInAnotherCharsetIsHeldAndStillJudged() {
    ReadResult result =
        Readings.read("application/vnd.sanwei.sms+json", "{\"text\":\"机密★10年\"}".getBytes(GB18030));

    assertThat(unread(result)).contains("0:BROKEN");
    assertThat(allText(result)).contains("机密★10年");
  }

  private static ReadResult post(String kind, String json) {
    return Readings.read("application/vnd.sanwei." + kind + "+json", json.getBytes(UTF_8));
  }
}
