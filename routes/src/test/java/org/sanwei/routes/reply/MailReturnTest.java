package org.sanwei.routes.reply;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.crypto.key.ReplyKeys;
import org.sanwei.routes.reply.ReturnAddress.Mail;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Why;

class MailReturnTest {
  private static final Set<String> OURS = Set.of("zhiban@office.example", "@lists.example");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          From: wang@county.example                              | wang@county.example
          From: <wang@county.example>                            | wang@county.example
          From: Wang San <wang@county.example>                   | wang@county.example
          From: "Wang, San" <wang@county.example>                | wang@county.example
          From: "a \\" <evil@x.example> b" <wang@county.example> | wang@county.example
          From: =?UTF-8?B?546L5LiJ?= <Wang.San+fax@county.example> | Wang.San+fax@county.example
          From: a@b.example~Reply-To: Desk <wang@county.example> | wang@county.example
          From: Wang~ <wang@county.example>                      | wang@county.example
          """)
  void oneplainMailboxIsAnswered(String head, String address) {
    ReturnAddress found = of(head);

    assertThat(found).isEqualTo(new Mail(address, ""));
    assertThat(found.toString()).doesNotContain("county");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NOT_PLAIN  | two senders in one header         | From: a@b.example, c@d.example
          NOT_PLAIN  | two headers                       | From: a@b.example~From: c@d.example
          NOT_PLAIN  | two headers to answer             | From: a@b.example~Reply-To: c@d.example~Reply-To: e@f.example
          NOT_PLAIN  | several to answer                 | From: a@b.example~Reply-To: c@d.example, e@f.example
          NOT_PLAIN  | a group                           | From: all: a@b.example;
          NOT_PLAIN  | a route                           | From: <@x.example:a@b.example>
          NOT_PLAIN  | an address in the name            | From: c@d.example <a@b.example>
          NOT_PLAIN  | a second address behind           | From: <a@b.example> c@d.example
          NOT_PLAIN  | a comment                         | From: a@b.example (Wang)
          NOT_PLAIN  | no domain                         | From: root
          NOT_PLAIN  | a literal                         | From: a@[127.0.0.1]
          NOT_PLAIN  | a number for a host               | From: a@127.0.0.1
          NOT_PLAIN  | a quoted local part               | From: "a b"@b.example
          NOT_PLAIN  | a space in the address            | From: a@b.example RCPT
          NOT_PLAIN  | an empty answer                   | From: a@b.example~Reply-To: <>
          NOT_PLAIN  | dots                              | From: a..b@b.example
          NO_ADDRESS | nobody                            | Subject: hello
          AUTOMATIC  | no path back                      | Return-Path: <>~From: a@b.example
          AUTOMATIC  | an answer by machine              | Auto-Submitted: auto-replied~From: a@b.example
          AUTOMATIC  | a program's own mail              | Auto-Submitted: auto-generated~From: a@b.example
          AUTOMATIC  | no answers wanted                 | X-Auto-Response-Suppress: All~From: a@b.example
          AUTOMATIC  | an absence                        | Subject: =?UTF-8?B?6Ieq5Yqo5Zue5aSN77ya5Ye65beu?=~From: a@b.example
          REPORT     | a bounce                          | Content-Type: multipart/report; report-type=delivery-status~From: a@b.example
          REPORT     | a bounce by name                  | From: MAILER-DAEMON@b.example
          LIST       | a list                            | List-Id: <x.lists.example>~From: a@b.example
          LIST       | a list by its archive             | List-Archive: <http://x>~From: a@b.example
          LIST       | bulk                              | Precedence: bulk~From: a@b.example
          NO_REPLY   | nobody reads it                   | From: Do-Not.Reply@b.example
          NO_REPLY   | a list's own mailbox              | From: tax-bounces@b.example
          NO_REPLY   | nobody reads the sender           | From: notice_noreply@b.example~Reply-To: victim@d.example
          OURS       | our own address                   | From: Zhiban@Office.example
          OURS       | our own address to answer         | From: a@b.example~Reply-To: zhiban@office.example
          OURS       | a domain that is never answered   | From: tax@lists.example
          """)
  void nobodyElseIsAnswered(Why why, String what, String head) {
    assertThat(of(head))
        .as(what)
        .isInstanceOfSatisfying(
            Nobody.class, nobody -> assertThat(nobody.why()).as(what).isEqualTo(why));
  }

  @Test
  void whoAnswersByMachineIsRememberedToBeLeftAlone() {
    assertThat(of("Auto-Submitted: auto-replied~From: Wang <a@b.example>"))
        .isEqualTo(new Nobody(Why.AUTOMATIC, "a@b.example"));
    assertThat(of("Auto-Submitted: auto-replied~From: a@b.example, c@d.example"))
        .isEqualTo(new Nobody(Why.AUTOMATIC, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example\rBcc: victim@x.example",
        "a@b.example\nRCPT TO:<victim@x.example>",
        "a@b.example\u0000",
        "<a@b.example>\r\n\tBcc: victim@x.example",
        "a@b.example\u000bX: y",
        "\"\u0001\" <a@b.example>"
      })
  void controlCharactersNeverComeThrough(String from) {
    byte[] mail = ("From: " + from + "\r\n\r\n").getBytes(UTF_8);

    ReturnAddress found = MailReturn.of(mail, OURS);

    // What a bare line break cuts off is another line; what is left is one plain mailbox or none.
    assertThat(found)
        .satisfiesAnyOf(
            one -> assertThat(one).isEqualTo(new Mail("a@b.example", "")),
            one -> assertThat(one).isEqualTo(Nobody.because(Why.NOT_PLAIN)));
  }

  @Test
  void rawBytesInAnAddressAreNoAddress() {
    byte[] mail = "From: w\u00e5ng@county.example\r\n\r\n".getBytes(ISO_8859_1);

    assertThat(MailReturn.of(mail, OURS)).isEqualTo(Nobody.because(Why.NOT_PLAIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <abc.1@mail.example>               | <abc.1@mail.example>
          <abc@[1.2.3.4]>                    | ''
          abc@mail.example                   | ''
          <abc@mail.example> <d@e.example>   | ''
          <a b@mail.example>                 | ''
          <@>                                | ''
          """)
  void aMessageIdIsReferredToOnlyIfItIsNothingElse(String header, String kept) {
    assertThat(of("From: a@b.example~Message-ID: " + header))
        .isEqualTo(new Mail("a@b.example", kept));
  }

  @Test
  void theLongestAddressFitsAndReadsBackAndALongerOneIsNone() {
    String local = "l".repeat(64);
    String domain = ("d".repeat(61) + ".").repeat(3) + "ex";
    String id = "<" + "i".repeat(69) + "@" + "m".repeat(68) + ">";

    ReturnAddress longest = of("From: " + local + "@" + domain + "~Message-ID: " + id);

    assertThat(longest).isEqualTo(new Mail(local + "@" + domain, id));
    assertThat(longest.encoded().length).isLessThanOrEqualTo(ReplyKeys.MOST_BYTES);
    assertThat(ReturnAddress.decode(longest.encoded())).contains(longest);
    assertThat(of("From: " + local + "@" + "d.".repeat(100) + "example"))
        .isEqualTo(Nobody.because(Why.NOT_PLAIN));
  }

  /** A tilde stands for the end of a header line. */
  private static ReturnAddress of(String head) {
    return MailReturn.of((head.replace("~", "\r\n") + "\r\n\r\ntext").getBytes(UTF_8), OURS);
  }
}
