package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsEditionTest {
  /** Four units with its brackets. */
  private static final SmsRules RULES = SmsRules.usual("值班");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          66 characters and the signature are one full segment | 66  | 70  | 1
          one more makes two parts                             | 67  | 71  | 2
          two full parts                                       | 130 | 134 | 2
          one more makes three                                 | 131 | 135 | 3
          six full parts are the most                          | 398 | 402 | 6
          """)
  void countsSegments(String why, int bodyUnits, int units, int segments) {
    // given
    String body = "汛".repeat(bodyUnits);

    // when
    SmsEdition edition = fits(SmsEdition.of(RULES, body, false));

    // then
    assertThat(edition.units()).as(why).isEqualTo(units);
    assertThat(edition.segments()).as(why).hasSize(segments);
    assertThat(String.join("", edition.segments())).isEqualTo(edition.text());
  }

  @Test
  void theSignatureStandsFirstAndOnce() {
    assertThat(fits(SmsEdition.of(RULES, " 全市平稳。 ", false)).text()).isEqualTo("【值班】全市平稳。");
  }

  @Test
  void aSandboxTextSaysSo() {
    assertThat(fits(SmsEdition.of(RULES, "全市平稳。", true)).text()).isEqualTo("【值班】（演练）全市平稳。");
  }

  @Test
  void personalNumbersAreMaskedAndCounted() {
    // when
    SmsEdition edition = fits(SmsEdition.of(RULES, "报告人13800138000", false));

    // then
    assertThat(edition.text()).isEqualTo("【值班】报告人138****8000");
    assertThat(edition.masked()).isEqualTo(1);
  }

  @Test
  void aCharacterOfTwoUnitsIsNeverParted() {
    // given: the 67th unit would be the first half of a rare character
    String body = "水".repeat(62) + "\uD840\uDC00" + "水".repeat(10);

    // when
    List<String> segments = fits(SmsEdition.of(RULES, body, false)).segments();

    // then
    assertThat(segments.get(0)).hasSize(66);
    assertThat(segments.get(1)).startsWith("\uD840\uDC00");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          brackets are the signature's alone | 【通知】开会   | FORBIDDEN_SYMBOL  | 2
          stars are refused by operators     | 重要★请阅    | FORBIDDEN_SYMBOL  | 1
          so is the reference mark           | ※注意       | FORBIDDEN_SYMBOL  | 1
          no words                           | ' '         | EMPTY             | 0
          """)
  void refusesWhatOperatorsRefuse(String why, String body, EditionProblem.Kind kind, int found) {
    assertThat(unfit(SmsEdition.of(RULES, body, false)))
        .as(why)
        .extracting(EditionProblem::kind, EditionProblem::found)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, found));
  }

  @Test
  void everyProblemIsToldAtOnce() {
    // given
    String body = "★\u0007" + "长".repeat(400);

    // when
    List<EditionProblem> problems = unfit(SmsEdition.of(RULES, body, false));

    // then
    assertThat(problems)
        .containsExactly(
            new EditionProblem(EditionProblem.Kind.FORBIDDEN_SYMBOL, 1, 0),
            new EditionProblem(EditionProblem.Kind.CONTROL_CHARACTER, 1, 0),
            new EditionProblem(EditionProblem.Kind.TOO_MANY_SEGMENTS, 7, 6));
  }

  @Test
  void aPartCarriesItsHeader() {
    // when
    byte[] body = SmppOutlet.body("水", (byte) 0xAB, 3, 2);

    // then
    assertThat(body).containsExactly(5, 0, 3, 0xAB, 3, 2, 0x6C, 0x34);
  }

  private static SmsEdition fits(SmsEdition.Result result) {
    assertThat(result).isInstanceOf(SmsEdition.Fits.class);
    return ((SmsEdition.Fits) result).edition();
  }

  private static List<EditionProblem> unfit(SmsEdition.Result result) {
    assertThat(result).isInstanceOf(SmsEdition.Unfit.class);
    return ((SmsEdition.Unfit) result).problems();
  }
}
