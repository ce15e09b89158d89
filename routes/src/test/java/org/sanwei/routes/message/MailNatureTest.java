package org.sanwei.routes.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails of programs are told from mails of people, whatever the programs are called. */
class MailNatureTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a person writes                          | From: wang@x.invalid~Subject: 雨情                                    | ORDINARY
          a person says that it is by hand         | Auto-Submitted: no                                                    | ORDINARY
          a person's name holds a system's word    | From: ma-postmaster-office@x.invalid                                  | ORDINARY
          a report by RFC 3464                     | Content-Type: multipart/report; report-type=delivery-status; boundary=x | DELIVERY_REPORT
          the report's kind is on the next line    | Content-Type: MULTIPART/Report;~ boundary=x; report-type="disposition-notification" | READ_RECEIPT
          a report whose kind is not named         | Content-Type: multipart/report; boundary=x                            | DELIVERY_REPORT
          qmail knows no MIME                      | From: MAILER-DAEMON@mx.x.invalid~Subject: failure notice              | DELIVERY_REPORT
          a daemon without a domain                | From: MAILER-DAEMON (Mail Delivery System)                            | DELIVERY_REPORT
          Exim names whom it did not reach         | X-Failed-Recipients: a@x.invalid                                      | DELIVERY_REPORT
          Coremail returns a mail                  | From: Postmaster@163.invalid~Subject: =?GBK?B?z7XNs83L0MU=?=/Systems bounce | DELIVERY_REPORT
          a report wins over the automatic reply   | Auto-Submitted: auto-replied~Content-Type: multipart/report; report-type=delivery-status | DELIVERY_REPORT
          an answer by RFC 3834                    | Auto-Submitted: auto-replied (vacation)                               | AUTO_REPLY
          Exchange answers that somebody is away   | Auto-Submitted: auto-generated~X-Auto-Response-Suppress: All~Subject: =?utf-8?B?6Ieq5Yqo562U5aSNOiDkvJrorq4=?= | AUTO_REPLY
          a Chinese client says so in the subject  | Subject: 自动回复: 会议                                                | AUTO_REPLY
          the same in quoted-printable             | Subject: =?GB2312?Q?=D7=D4=B6=AF=BB=D8=B8=B4:_a?=                      | AUTO_REPLY
          an old answering machine                 | Precedence: auto_reply                                                | AUTO_REPLY
          another                                  | X-Autoreply: yes                                                      | AUTO_REPLY
          a read receipt that says only so         | Return-Path: <>~Subject: 已读: 通知                                    | READ_RECEIPT
          a list                                   | List-Id: <all.x.invalid>                                              | BULK
          bulk                                     | Precedence: bulk                                                      | BULK
          a warning system writes of its own       | Auto-Submitted: auto-generated                                        | AUTOMATIC
          no path back                             | Return-Path: < >                                                      | AUTOMATIC
          nobody reads the sender's box            | From: 预警 <No-Reply@qx.invalid>                                       | AUTOMATIC
          an empty sign is a sign                  | Auto-Submitted:                                                       | AUTOMATIC
          a second header of the name counts too   | Auto-Submitted: no~Auto-Submitted: auto-replied                       | AUTO_REPLY
          what stands in the text is no sign       | From: wang@x.invalid~~Auto-Submitted: auto-replied                    | ORDINARY
          a broken word is no reason to stop       | Subject: =?no-such?B?!!!?=                                            | ORDINARY
          half a letter is none either             | Subject: =?utf-8?Q?=Z?=                                               | ORDINARY
          """)
  void tells(String why, String head, MailNature expected) {
    byte[] mail = (head.replace("~", "\r\n") + "\r\n\r\ntext\r\n").getBytes(UTF_8);

    assertThat(MailHead.of(mail).nature()).as(why).isEqualTo(expected);
  }

  @Test
  void anAnswerGoesToPeopleOnly() {
    assertThat(MailNature.values())
        .filteredOn(MailNature::answerable)
        .containsExactly(MailNature.ORDINARY);
  }

  @Test
  void aHeadWithoutEndIsReadToItsBound() {
    byte[] lines = "A: b\n".repeat(1_000_000).getBytes(UTF_8);
    byte[] line = ("Subject: " + "x".repeat(5_000_000)).getBytes(UTF_8);

    assertThat(MailHead.of(lines).all("a")).hasSize(MailHead.MOST_FIELDS);
    assertThat(MailHead.of(line).all("subject").get(0)).hasSizeLessThan(MailHead.MOST_BYTES);
    assertThat(MailHead.of(line)).hasToString("MailHead[1 fields]");
  }

  @Test
  void noBytesAreAHeadWithoutLines() {
    byte[] headless = "\r\nAuto-Submitted: auto-replied".getBytes(UTF_8);

    assertThat(MailHead.of(new byte[0]).nature()).isEqualTo(MailNature.ORDINARY);
    assertThat(MailHead.of(headless).has("auto-submitted")).isFalse();
  }
}
