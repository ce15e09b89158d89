package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Place;

/** What Outlook packs into a winmail.dat is read like any other part of a mail. */
class TnefReadingTest {
  private static final String RTF =
      "{\\rtf1\\ansi\\ansicpg936\\fromtext{\\fonttbl{\\f0 \\'cb\\'ce;}}";

  @Test
  void bodyAndFilesAreRead() {
    ReadResult result =
        read(
            new Winmail()
                .subject("汛情", GB18030)
                .body("见附件。", GB18030)
                .file("REPORT~1.TXT", "机密报告.txt", "机密★10年".getBytes(GB18030)));

    assertThat(text(result, "1/subject")).isEqualTo("汛情");
    assertThat(text(result, "body")).isEqualTo("见附件。");
    assertThat(text(result, "1/2/机密报告.txt")).isEqualTo("机密★10年");
    assertThat(texts(result, Place.ATTACHMENT_NAME)).contains("机密报告.txt", "REPORT~1.TXT");
    assertThat(result.attachments())
        .extracting(a -> a.name())
        .containsExactlyInAnyOrder("winmail.dat", "机密报告.txt");
    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes of the code page          | \\'bb\\'fa\\'c3\\'dc            | 机密
          cut by formatting               | \\'bb\\'fa{\\b \\'c3\\'dc}       | 机密
          letters by number, with others  | \\u26426 ?\\uc0\\u23494         | 机密
          negative numbers                | \\u-28637?                     | 連
          hidden text is in its place     | a{\\v b}c                       | abc
          """)
  void theRtfBodyIsReadAsItIsShown(String why, String inside, String shown) {
    ReadResult result = read(new Winmail().rtf(RTF + "\\pard " + inside + "\\par}"));

    assertThat(text(result, "1/1/rtf").strip()).as(why).isEqualTo(shown);
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void whatAnRtfBodyDoesNotShowIsJudgedToo() {
    ReadResult result =
        read(
            new Winmail()
                .rtf(RTF + "{\\*\\mystery \\'bb\\'fa\\'c3\\'dc}{\\info{\\title t1}}\\u26426 x}"));

    assertThat(text(result, "1/1/rtf#asides")).contains("机密", "t1", "x");
  }

  @Test
  void anRtfBodyThatChangesItsKindOfLetterAtEachStepIsHeld() {
    String bomb = "\\uc0" + "\\u1\\'ff".repeat(50_000);

    assertThat(unread(read(new Winmail().rtf(RTF + bomb + "}")))).contains("1/1:BROKEN");
  }

  @Test
  void aLongChineseRtfBodyWithFiguresIsReadWhole() {
    ReadResult result =
        read(new Winmail().rtf(RTF + "\\uc0" + "\\u26426 1.5\\par ".repeat(20_000) + "}"));

    assertThat(text(result, "1/1/rtf").length()).isEqualTo(20_000 * 5);
    assertThat(unread(result)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\\*\\datastore \\'bb\\'fa\\'c3\\'dc}",
        "{\\*\\blipuid secret}",
        "{\\*\\themedata \\u26426 ?}",
        "\\*\\colorschememapping secret"
      })
  void wordsWhereOnlyFiguresShouldBeAreHeld(String inside) {
    assertThat(unread(read(new Winmail().rtf(RTF + inside + "}")))).containsExactly("1/1:BROKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\\*\\latentstyles{\\lsdlockedexcept \\'bb\\'fa\\'c3\\'dc;}}",
        "\\blipuid \\'bb\\'fa\\'c3\\'dc",
        "{\\*\\datastore 00ff{\\x \\'bb\\'fa\\'c3\\'dc}}"
      })
  void wordsAroundFiguresAreJudged(String inside) {
    ReadResult result = read(new Winmail().rtf(RTF + inside + "}"));

    assertThat(allText(result)).contains("机密");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aThirdMessageWithinMessagesIsTooDeep() {
    Winmail second = new Winmail().inside(new Winmail().body("third", UTF_8));

    assertThat(unread(read(new Winmail().body("first", UTF_8).inside(second))))
        .singleElement()
        .asString()
        .endsWith(":TOO_DEEP");
  }

  @Test
  void thePackingOfTheRtfBodyIsUndone() {
    // The example of MS-OXRTFCP 3.1: "{\rtf1\ansi\ansicpg1252\pard hello world}" and a line end.
    byte[] packed =
        HexFormat.of()
            .parseHex(
                "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
                    + "0af32068656c090020627705b06c647d0a800fa0");

    ReadResult result = read(new Winmail().rtfPacked(packed));

    assertThat(text(result, "1/1/rtf").strip()).isEqualTo("hello world");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void htmlAndTextAmongThePropertiesAreRead() {
    ReadResult result =
        read(new Winmail().wideBody(0x1000, "平安").wideBody(0x1013, "<p>机<b>密</b>★10年</p>"));

    assertThat(allText(result)).contains("平安", "机密★10年");
  }

  @Test
  void aMessageWithinTheMessageIsReadInside() {
    ReadResult result = read(new Winmail().inside(new Winmail().body("秘密★1年", GB18030)));

    assertThat(allText(result)).contains("秘密★1年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void messagesWithinMessagesEndAtTheLimit() {
    Winmail nested = new Winmail().body("x", UTF_8);
    for (int i = 0; i < 20; i++) {
      nested = new Winmail().inside(nested);
    }

    assertThat(unread(read(nested))).hasSize(1).first().asString().endsWith(":TOO_DEEP");
  }

  @Test
  void aMarkInAnIconIsJudgedAndALargeIconIsHeld() {
    ReadResult small = read(new Winmail().icon("\u0001\u0002机密★10年\u0003".getBytes(GB18030)));
    ReadResult large = read(new Winmail().icon(new byte[100_000]));

    assertThat(allText(small)).contains("机密★10年");
    assertThat(unread(small)).isEmpty();
    assertThat(unread(large)).containsExactly("1:PICTURE");
  }

  @Test
  void whatIsBrokenIsHeldAndTheRestIsRead() {
    byte[] whole =
        new Winmail().body("机密★10年", GB18030).file("A.TXT", "a.txt", new byte[500]).bytes();

    ReadResult cut = read(Arrays.copyOf(whole, whole.length - 200));
    whole[whole.length - 1] ^= 1;
    ReadResult wrongSum = read(whole);

    assertThat(unread(cut)).contains("1:BROKEN");
    assertThat(allText(cut)).contains("机密★10年");
    assertThat(unread(wrongSum)).contains("1:BROKEN");
  }

  @Test
  void bytesThatAreTurnedAtRandomAreReadOrHeldAndNeverMore() {
    Random random = new Random(20261122);
    byte[] whole =
        new Winmail()
            .rtf(RTF + "x}")
            .file("A.TXT", "a.txt", "text".getBytes(UTF_8))
            .inside(new Winmail().body("y", UTF_8))
            .bytes();
    for (int round = 0; round < 100; round++) {
      byte[] turned = whole.clone();
      for (int n = 0; n < 3; n++) {
        turned[6 + random.nextInt(turned.length - 6)] = (byte) random.nextInt(256);
      }

      ReadResult result = read(turned);

      assertThat(unread(result)).as("round " + round).noneMatch(each -> each.startsWith("0:"));
    }
  }

  @Test
  void aFileOfAThousandFilesIsTooLarge() {
    Winmail many = new Winmail();
    for (int i = 0; i < 1_000; i++) {
      many.file("A.TXT", "a" + i + ".txt", "x".getBytes(UTF_8));
    }

    assertThat(unread(read(many))).contains("0:TOO_LARGE");
  }

  private static ReadResult read(Winmail winmail) {
    return read(winmail.bytes());
  }

  private static ReadResult read(byte[] winmail) {
    String head =
        "Subject: x\nContent-Type: application/ms-tnef; name=winmail.dat\n"
            + "Content-Transfer-Encoding: base64\n\n";
    return Readings.mail(head + java.util.Base64.getMimeEncoder().encodeToString(winmail) + "\n");
  }
}
