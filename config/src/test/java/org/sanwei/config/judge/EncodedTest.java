package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64 within a text: what is found, where, and what is left alone. */
class EncodedTest {
  private static final String WORDS = "机密★10年：车队路线";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on a line of its own     | 见下\\n%s\\n完
          behind Chinese           | 编码：%s。
          behind a letter          | 见x%s
          in a data address        | data:text/plain;base64,%s
          in quotation marks       | {"body":"%s"}
          quoted in a reply        | > %s
          alone                    | %s
          """)
  void aBlockIsFound(String where, String around) {
    String text = around.replace("\\n", "\n").formatted(coded(WORDS, StandardCharsets.UTF_8));

    assertThat(found(text)).as(where).extracting(Encoded.Found::text).contains(WORDS);
  }

  @Test
  void whatOldProgramsEndATextWithHidesNothing() {
    for (String end : List.of("\u001a", "\u0000", "\u001b", "\u000b")) {
      assertThat(found(coded(WORDS + end, StandardCharsets.UTF_8)))
          .extracting(Encoded.Found::text)
          .anyMatch(found -> found.contains(WORDS + " "));
    }
  }

  @Test
  void aBlockInUtf16IsFoundByItsMarkAndByItsZeros() {
    assertThat(found(coded("\uFEFF" + WORDS, StandardCharsets.UTF_16LE)))
        .extracting(Encoded.Found::text)
        .anyMatch(found -> found.contains(WORDS));
    assertThat(found(coded(WORDS + "\r\nplain words", StandardCharsets.UTF_16BE)))
        .extracting(Encoded.Found::text)
        .anyMatch(found -> found.contains(WORDS + "\r\nplain words"));
  }

  @Test
  void shortLinesAreFoundAlthoughAHeadingOrAGreetingStandsBesideThem() {
    String block = coded(WORDS, StandardCharsets.UTF_8);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < block.length(); i += 4) {
      lines.append(block, i, Math.min(i + 4, block.length())).append('\n');
    }

    for (String text : List.of("%s", "Dear\n%s", "%sRegards", "Dear\n%sRegards")) {
      assertThat(found(text.formatted(lines)))
          .as(text)
          .extracting(Encoded.Found::text)
          .anyMatch(found -> found.contains("机密★10年"));
    }
  }

  @Test
  void aBlockInTheOtherEncodingIsFound() {
    assertThat(found(coded(WORDS, Charset.forName("GB18030"))))
        .extracting(Encoded.Found::text)
        .contains(WORDS);
  }

  @Test
  void linesThatBelongTogetherAreJoinedBehindAHeadingToo() {
    String block = coded(WORDS.repeat(9), StandardCharsets.UTF_8);
    String lines = block.replaceAll("(.{5})", "$1\r\n");

    assertThat(found("Content\r\n" + lines))
        .extracting(Encoded.Found::text)
        .contains(WORDS.repeat(9));
  }

  @Test
  void aBlockThatWasCutOffIsReadAsFarAsItGoes() {
    String block = coded(WORDS, StandardCharsets.UTF_8);

    assertThat(found("见" + block.substring(0, 22)))
        .extracting(Encoded.Found::text)
        .contains("机密★10年");
  }

  @Test
  void itsPlaceIsInCodePoints() {
    String block = coded(WORDS, StandardCharsets.UTF_8).replace("=", "");

    assertThat(found("🚒🚒 " + block + " 🚒"))
        .extracting(Encoded.Found::start, Encoded.Found::end)
        .contains(tuple(3, 3 + block.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Certificate authorities and international organizations",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        "5py65a",
        "今日天晴，无人员伤亡。"
      })
  void whatDecodesToNoTextIsNothing(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void aMarkInABlockIsJudgedAndItsEvidencePointsAtTheBlock() {
    String block = coded("机密★10年", StandardCharsets.UTF_8).replace("=", "");

    Verdict verdict = Judging.judge(Place.BODY, "请解码 " + block);

    assertThat(Judging.summary(verdict)).isEqualTo("CLASSIFIED SECRET");
    assertThat(verdict.evidence())
        .anySatisfy(
            e -> {
              assertThat(e.start()).isEqualTo(4);
              assertThat(e.end()).isEqualTo(4 + block.length());
              assertThat(e.excerpt()).isEqualTo("机密★10年");
            });
  }

  @Test
  void theRulesOfAPlaceHoldForABlockToo() {
    String mention = coded("请勿将机密文件带出办公室，违者处分。", StandardCharsets.UTF_8);

    assertThat(Judging.judge(Place.BODY, "学习材料 " + mention).outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void whatIsWrappedDeeperThanIsLookedIsHeld() {
    String text = "机密★10年，请阅。";
    for (int i = 0; i < 3; i++) {
      text = coded(text, StandardCharsets.UTF_8);
    }

    assertThat(Judging.summary(Judging.judge(Place.BODY, text))).isEqualTo("CLASSIFIED SECRET");
    assertThat(Judging.summary(Judging.judge(Place.BODY, coded(text, StandardCharsets.UTF_8))))
        .isEqualTo("HELD unread");
  }

  private static List<Encoded.Found> found(String text) {
    List<Encoded.Found> all = new ArrayList<>();
    assertThat(Encoded.each(text, all::add)).isTrue();
    return all;
  }

  private static String coded(String text, Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
  }
}
