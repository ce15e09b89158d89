package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.mail;
import static org.sanwei.routes.read.Readings.names;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Place;

@SuppressWarnings("StringConcatToTextBlock") // where a line ends matters to these messages
class MailReadingTest {

  @Test
  void aPlainMailIsReadWhole() {
    ReadResult result =
        mail(
            "From: =?UTF-8?B?5YC854+t5a6k?= <duty@example.cn>\nSubject: =?UTF-8?B?5rGb5oOF?=\n"
                + "Content-Type: text/plain; charset=utf-8\n\n河水上涨。\n");

    assertThat(result.subject()).isEqualTo("汛情");
    assertThat(result.sender()).isEqualTo("值班室 <duty@example.cn>");
    assertThat(text(result, "body")).isEqualTo("河水上涨。\n");
    assertThat(names(result)).containsExactly("from", "subject", "body");
    assertThat(unread(result)).isEmpty();
    assertThat(result.attachments()).isEmpty();
  }

  @Test
  void aMarkInGb18030WithoutACharsetIsFound() {
    byte[] mail = "Subject: x\r\n\r\n机密★10年\r\n".getBytes(GB18030);

    ReadResult result = mail(mail);

    assertThat(text(result, "body")).isEqualTo("机密★10年\n");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aWrongCharsetLeavesBothReadingsToTheJudge() {
    byte[] mail =
        "Subject: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n机密★10年"
            .getBytes(GB18030);

    ReadResult result = mail(mail);

    assertThat(text(result, "body#gb18030")).isEqualTo("机密★10年");
    assertThat(names(result)).contains("body");
  }

  @Test
  void bytesThatNoCharsetTakesAreHeldAndStillJudged() {
    byte[] mark = "秘密★1年".getBytes(UTF_8);
    byte[] mail =
        ("Subject: x\r\n\r\n" + new String(mark, ISO_8859_1) + "\u00ff\r\n").getBytes(ISO_8859_1);

    ReadResult result = mail(mail);

    assertThat(unread(result)).contains("1:BROKEN");
    assertThat(allText(result)).contains("秘密★1年");
  }

  @Test
  void aCharsetThatNobodyKnowsHolds() {
    assertThat(unread(mail("Subject: x\nContent-Type: text/plain; charset=utf-7\n\n+ZzpbxiYF-\n")))
        .containsExactly("1:BROKEN");
  }

  @Test
  void rawHeadersAreReadAsUtf8ThenAsGb18030() {
    assertThat(mail("Subject: 汛情通报\n\nx\n").subject()).isEqualTo("汛情通报");
    assertThat(mail("Subject: 汛情通报\r\n\r\nx\r\n".getBytes(GB18030)).subject()).isEqualTo("汛情通报");
  }

  @Test
  void aCharacterCutBetweenTwoEncodedWordsIsWholeAgain() {
    byte[] bytes = "机密文件".getBytes(GB18030);
    String first = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, 0, 3));
    String second = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, 3, 8));

    ReadResult result =
        mail("Subject: =?gb2312?B?" + first + "?=\n =?gb2312?B?" + second + "?=\n\nx\n");

    assertThat(result.subject()).isEqualTo("机密文件");
  }

  @Test
  void everyAlternativeIsRead() {
    ReadResult result =
        mail(
            "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
                + "Content-Type: text/plain; charset=utf-8\n\n平安\n--b\n"
                + "Content-Type: text/html; charset=utf-8\n\n<p>&#26426;<b></b>密★10年</p>\n--b--\n");

    assertThat(text(result, "body")).isEqualTo("平安");
    assertThat(text(result, "2/body")).isEqualTo("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void filesAreCollectedAndTheirNamesAreTexts() {
    ReadResult result =
        mail(
            "Subject: x\nContent-Type: multipart/mixed; boundary=\"b b\"\n\n--b b\n\n见附件\n--b b\n"
                + "Content-Type: text/csv\nContent-Disposition: attachment;\n"
                + " filename*0*=gb18030''%BB%FA%C3%DC;\n filename*1=\" 1.csv\"\n\na,b\n--b b\n"
                + "Content-Type: image/png; name=\"=?utf-8?Q?=E5=9B=BE.png?=\"\n\n\u0089PNG\n--b b--\n");

    assertThat(texts(result, Place.ATTACHMENT_NAME)).contains("机密 1.csv", "图.png");
    assertThat(text(result, "2/机密 1.csv")).isEqualTo("a,b");
    assertThat(result.attachments())
        .extracting(a -> a.name() + " " + a.mediaType())
        .containsExactly("机密 1.csv text/plain", "图.png application/octet-stream");
    assertThat(unread(result)).containsExactly("3:PICTURE");
  }

  @Test
  void aForwardedMailIsReadInside() {
    ReadResult result =
        mail(
            "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nfwd\n--b\n"
                + "Content-Type: message/rfc822\n\nSubject: 机密★10年\nFrom: a@b\n\n内情\n--b--\n");

    assertThat(text(result, "2/subject")).isEqualTo("机密★10年");
    assertThat(text(result, "2/1/body")).startsWith("内情");
    assertThat(result.subject()).isEqualTo("x");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void quotedLinesStayInTheBodyAndAreAPartOfTheirOwn() {
    ReadResult result = mail("Subject: Re\n\n收到\n> 秘密★1年\n\n-----Original Message-----\n原文\n");

    assertThat(text(result, "body")).contains("收到", "> 秘密★1年", "原文");
    assertThat(text(result, "body#quoted")).contains("秘密★1年", "原文").doesNotContain("收到");
    assertThat(texts(result, Place.QUOTED)).hasSize(1);
  }

  @Test
  void textAroundAMultipartIsReadToo() {
    ReadResult result =
        mail(
            "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n机密一\n--b\n\nbody\n--b--\n机密二\n");

    assertThat(allText(result)).contains("机密一", "机密二");
  }

  @Test
  void aMultipartWithoutItsEndIsCutShort() {
    assertThat(
            unread(mail("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nbody\n")))
        .containsExactly("0:CUT_SHORT");
  }

  @Test
  void aMultipartWithoutABoundaryIsHeldAndStillJudged() {
    ReadResult result = mail("Subject: x\nContent-Type: multipart/mixed\n\n--b\n\n机密★1年\n--b--\n");

    assertThat(unread(result)).contains("0:BROKEN");
    assertThat(allText(result)).contains("机密★1年");
  }

  /** Found by fuzzing: the library fails with an exception of its own making. */
  @Test
  void aFirstHeaderLineThatContinuesNoneHolds() {
    String alone = "\t\n\t\r\nx\n";
    String inside = "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + alone + "\n--b--\n";

    assertThat(unread(mail(alone))).contains("0:BROKEN");
    assertThat(unread(mail(inside))).contains("0:BROKEN");
  }

  @Test
  void whereTwoMailProgramsMayDifferTheMailIsHeld() {
    assertThat(unread(mail("Subject: a\nSubject: b\n\nx\n"))).containsExactly("0:BROKEN");
    assertThat(unread(mail("Content-Type: text/plain\nContent-Type: text/html\n\nx\n")))
        .containsExactly("1:BROKEN");
    assertThat(unread(mail("Subject: a\nContent-Transfer-Encoding: x-uuencode\n\nx\n")))
        .containsExactly("1:BROKEN");
  }

  @Test
  void aHeadWithoutAnEndIsHeldAndItsLinesAreJudged() {
    ReadResult result = mail("Subject: x\n机密★10年");

    assertThat(unread(result)).contains("0:BROKEN");
    assertThat(allText(result)).contains("机密★10年");
  }

  @Test
  void brokenBase64IsHeld() {
    String mail = "Subject: x\nContent-Transfer-Encoding: base64\n\n";

    assertThat(unread(mail(mail + "5py65a+G*\n"))).containsExactly("1:BROKEN");
    assertThat(unread(mail(mail + "YQ==5py65a+G\n"))).containsExactly("1:BROKEN");
    assertThat(text(mail(mail + "5py6\n5a+G\n"), "body")).isEqualTo("机密");
  }

  @Test
  void quotedPrintableIsUndone() {
    String mail = "Subject: x\nContent-Transfer-Encoding: quoted-printable\n\n";

    assertThat(text(mail(mail + "=E6=9C=BA=\n=E5=AF=86"), "body")).isEqualTo("机密");
    assertThat(unread(mail(mail + "=ZZ"))).containsExactly("1:BROKEN");
  }

  @Test
  void encipheredMailIsNamedAsSuch() {
    assertThat(unread(mail("Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n")))
        .containsExactly("1:ENCRYPTED");
    assertThat(unread(mail("Content-Type: application/pkcs7-mime\n\nx\n")))
        .containsExactly("1:ENCRYPTED");
    assertThat(unread(mail("Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nx\n")))
        .containsExactly("1:ENCRYPTED");
  }

  @Test
  void wideTextIsReadByItsMark() {
    byte[] head = "Subject: x\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n".getBytes(UTF_8);
    byte[] body = "\uFEFF机密★10年".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    byte[] mail = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, mail, head.length, body.length);

    ReadResult result = mail(mail);

    assertThat(text(result, "body")).isEqualTo("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void foldedCardsAreUnfolded() {
    ReadResult result =
        mail("Subject: x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nSUMMARY:机\n 密★1年\n");

    assertThat(text(result, "body")).contains("SUMMARY:机密★1年");
  }
}
