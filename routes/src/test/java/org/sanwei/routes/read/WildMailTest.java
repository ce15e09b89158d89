package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.mail;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Place;
import org.sanwei.routes.message.MailNature;

/** Mail as systems in the field write it: half of it against the rules, all of it to be read. */
class WildMailTest {

  @ParameterizedTest(name = "declared {0}, written in {1}")
  @CsvSource({
    "gb2312, GBK",
    "gb2312, GB18030",
    "utf-8, GBK",
    "gbk, UTF-8",
    "us-ascii, GBK",
    "iso-8859-1, UTF-8",
    "x-unknown, GBK",
    "unknown-8bit, UTF-8"
  })
  void aMarkIsFoundWhateverCharsetWasDeclared(String declared, String written) throws Exception {
    byte[] head =
        ("Subject: x\r\nContent-Type: text/plain; charset=" + declared + "\r\n\r\n")
            .getBytes(UTF_8);
    byte[] body = "朱镕基批示 机密★10年".getBytes(written);
    byte[] mail = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, mail, head.length, body.length);

    assertThat(allText(mail(mail))).contains("机密★10年", "镕");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filename=\"=?gb2312?B?%s?=\"",
        "filename==?gb2312?B?%s?=",
        "filename=\"=?GBK?B?%s?=",
        "filename*=gb2312''%%BB%%FA%%C3%%DC.pdf",
        "filename*=%%BB%%FA%%C3%%DC.pdf",
        "filename=\"%%BB%%FA%%C3%%DC.pdf\"",
        "filename=\"%%E6%%9C%%BA%%E5%%AF%%86.pdf\"",
        "filename*0=\"=?gb2312?B?%s?=\"",
      })
  void aFileNameIsReadHoweverItIsWritten(String parameter) {
    String word = Base64.getEncoder().encodeToString("机密.pdf".getBytes(GB18030));

    ReadResult result =
        mail(
            "Subject: x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; "
                + String.format(parameter, word)
                + "\n\nx\n");

    assertThat(texts(result, Place.ATTACHMENT_NAME)).contains("机密.pdf");
  }

  @Test
  void aPercentSignInAFileNameIsOnlyOne() {
    ReadResult result =
        mail(
            "Subject: x\nContent-Type: text/plain\n"
                + "Content-Disposition: attachment; filename=\"100%.txt\"\n\nx\n");

    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "From: a@x.invalid\nSubject: 传真\n\n",
        "Subject: x\n\n  \n\n",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n\n--b--\n",
        "Subject: x\nContent-Type: text/html\n\n<html><body>&nbsp;</body></html>\n"
      })
  void anEmptyMailIsAnItemThatSaysSo(String mail) {
    ReadResult result = mail(mail);

    assertThat(text(result, "empty")).contains("空邮件");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aMailThatIsEmptyButForWhatCannotBeReadIsNotEmpty() {
    ReadResult result =
        mail("Subject: x\nContent-Type: application/zip; name=a.zip\n\nPK\u0003\u0004\n");

    assertThat(unread(result)).isNotEmpty();
    assertThat(allText(result)).doesNotContain("空邮件");
  }

  @Test
  void aReturnedMailIsJudgedWithWhatItReturns() {
    ReadResult result =
        mail(
            "From: MAILER-DAEMON@x.invalid\nSubject: Undelivered Mail Returned to Sender\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
                + "It was not delivered.\n--b\nContent-Type: message/delivery-status\n\n"
                + "Reporting-MTA: dns; x.invalid\n\nFinal-Recipient: rfc822; a@x.invalid\n--b\n"
                + "Content-Type: message/rfc822\n\nSubject: 原件\n\n机密★10年\n--b--\n");

    assertThat(result.nature()).isEqualTo(MailNature.DELIVERY_REPORT);
    assertThat(allText(result)).contains("机密★10年", "Final-Recipient");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void theNatureIsTheOutermostMailsOwn() {
    ReadResult result =
        mail(
            "From: a@x.invalid\nSubject: 转发\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Type: message/rfc822\n\nAuto-Submitted: auto-replied\n\nx\n--b--\n");

    assertThat(result.nature()).isNull();
  }

  @Test
  void aMillionHeadersAreBounded() {
    byte[] mail = ("X-A: b\r\n".repeat(1_000_000) + "\r\n机密★10年").getBytes(UTF_8);

    ReadResult result = mail(mail);

    assertThat(allText(result).contains("机密★10年") || !unread(result).isEmpty()).isTrue();
  }

  @Test
  void aHeaderOfMegabytesIsCutShortAndHeld() {
    byte[] mail = ("Subject: " + "x".repeat(6_000_000) + "\r\n\r\ntext").getBytes(ISO_8859_1);

    assertThat(unread(mail(mail))).contains("0:CUT_SHORT");
  }

  @Test
  void anInlineForwardIsTextLikeAny() {
    ReadResult result =
        mail("Subject: Fw\n\n请阅\n\n------------------ 原始邮件 ------------------\n发件人: a\n秘密★1年\n");

    assertThat(text(result, "body#quoted")).contains("秘密★1年");
  }
}
