package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WecomEditionTest {
  private static final WecomRules RULES = WecomRules.usual();
  private static final String HEADING = "信息直呈〔2026〕第12期";

  @Test
  void headingTitleAndWordsStandOnLinesOfTheirOwn() {
    assertThat(text(WecomEdition.of(RULES, HEADING, "暴雨预警", "已转移群众。", false)))
        .isEqualTo("信息直呈〔2026〕第12期\n暴雨预警\n已转移群众。");
  }

  @Test
  void aSandboxTextSaysSo() {
    assertThat(text(WecomEdition.of(RULES, HEADING, "暴雨", "平稳", true))).startsWith("【演练】");
  }

  @Test
  void personalNumbersAreMaskedInTitleAndWords() {
    assertThat(text(WecomEdition.of(RULES, HEADING, "电13800138000", "电13900139000", false)))
        .contains("138****8000", "139****9000");
  }

  @Test
  void exactly2048BytesFitAndOneMoreIsTheDraftersToMend() {
    // given: the heading and its line break, the title and its line break, then words
    int around = bytes(HEADING) + 1 + bytes("暴雨") + 1;
    String words = "x".repeat(2048 - around);

    // when
    WecomEdition.Result full = WecomEdition.of(RULES, HEADING, "暴雨", words, false);
    WecomEdition.Result over = WecomEdition.of(RULES, HEADING, "暴雨", words + "x", false);

    // then
    assertThat(bytes(text(full))).isEqualTo(2048);
    assertThat(((WecomEdition.Unfit) over).problems())
        .containsExactly(new EditionProblem(EditionProblem.Kind.TOO_MANY_BYTES, 2049, 2048));
  }

  @Test
  void noTitleIsAProblem() {
    assertThat(WecomEdition.of(RULES, HEADING, " ", "平稳", false))
        .isEqualTo(
            new WecomEdition.Unfit(
                java.util.List.of(new EditionProblem(EditionProblem.Kind.EMPTY, 0, 1))));
  }

  private static String text(WecomEdition.Result result) {
    assertThat(result).isInstanceOf(WecomEdition.Fits.class);
    return ((WecomEdition.Fits) result).edition().text();
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
