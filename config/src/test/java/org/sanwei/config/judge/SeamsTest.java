package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks that stand half in one part and half in another. */
class SeamsTest {

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          关于某事的通知 机        | 密★10年             | CLASSIFIED SECRET
          关于某事的通知（绝       | 密★30年）各单位      | CLASSIFIED TOP_SECRET
          本件为机密             | ★10年，请阅          | CLASSIFIED SECRET
          密级：机               | 密                   | CLASSIFIED SECRET
          TOP SEC               | RET                  | CLASSIFIED TOP_SECRET
          機(jī)                 | (mì)密★5年           | CLASSIFIED SECRET
          按要求，密级为绝         | 密，不得外传          | HELD suspect
          杌                     | 密★10年              | HELD suspect
          加密电                 | 报                   | HELD suspect
          关于更换复印机           | 密级：公开            | PUBLIC
          请联系司机              | 密切关注天气           | PUBLIC
          关于保守国家秘           | 密的规定已修订         | PUBLIC
          report on the art      | ret of the secrets   | PUBLIC
          """)
  void halvesAreJoined(String one, String other, String expected) {
    Part first = new Part("subject", Place.SUBJECT, one);
    Part second = new Part("body", Place.BODY, other);

    assertThat(Judging.summary(Judging.judge(first, second))).isEqualTo(expected);
    assertThat(Judging.summary(Judging.judge(second, first))).isEqualTo(expected);
  }

  @Test
  void evidencePointsAtTheEndOfTheFirstHalf() {
    Verdict verdict =
        Judging.judge(
            new Part("a", Place.BODY, "今晚安排如下，本件为机 "), new Part("b", Place.BODY, "密★10年"));

    assertThat(verdict.evidence())
        .filteredOn(e -> e.rule().equals("mark-secret"))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.part()).isEqualTo("a");
              assertThat(e.start()).isEqualTo(10);
              assertThat(e.end()).isEqualTo(12);
            });
  }

  @Test
  void morePairsThanAreLookedAtAreHeld() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      parts.add(new Part("a" + i, Place.BODY, "司机"));
      parts.add(new Part("b" + i, Place.BODY, "密切关注天气"));
    }

    assertThat(Judging.summary(Judging.judge(parts.toArray(new Part[0]))))
        .isEqualTo("HELD suspect");
    assertThat(Judging.summary(Judging.judge(parts.subList(0, 16).toArray(new Part[0]))))
        .isEqualTo("PUBLIC");
  }

  @Test
  void aPartIsNotJoinedToItself() {
    assertThat(Judging.summary(Judging.judge(Place.BODY, "密★的用法；司机"))).isEqualTo("PUBLIC");
  }
}
