package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkSignsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a star lost with its level          | 安10年             | remains
          a lone character, however sure      | 机                | remains
          one character of two                | 们密              | remains
          the level without its star          | 机密10年           | remains
          the level and half a condition      | 机密会议开始的       | remains
          a star by itself                    | ★                | remains
          a condition by itself               | 启用前             | remains
          a whole mark                        | 机密★10年          | whole
          a whole mark in wide letters        | 秘  密            | whole
          a mark behind its copy number       | 000057绝密★启用前   | whole
          a mark beside an urgency            | 机密★长期 特急      | whole
          an urgency                          | 特急              | nothing
          a document number                   | 望秘〔2026〕107号   | nothing
          a year of four digits               | 2026年            | nothing
          a field of a form                   | 密级              | nothing
          a field that says that it is open   | 密级：公开          | nothing
          a word that has nothing to do with it | 保密局            | nothing
          a field with dirt behind it         | 密级.              | nothing
          a field that says so beside an urgency | 密级：公开特急     | nothing
          a field that does not say what      | 密级：特急          | remains
          a number of people that a line ends in | 某市某局关于绝大    | nothing
          the same by itself                  | 绝大              | remains
          the same behind a copy number       | 000012绝大         | remains
          a field with more than dirt behind it | 密级：--          | remains
          an office of which a letter is gone | 某市人民政府秘处    | nothing
          a level right behind an office      | 某市人民政府秘密    | remains
          """)
  void tellsWhatIsLeftOfAMark(String why, String text, String expected) {
    String found =
        MarkSigns.wholeMark(text) ? "whole" : MarkSigns.remains(text) ? "remains" : "nothing";

    assertThat(found).as(why).isEqualTo(expected);
  }

  @Test
  void anUrgencyIsTakenOutOfALineThatSaysNothingElseButALevel() {
    assertThat(MarkSigns.urgencyBeside("密级：公开 特急")).isEqualTo("特急");
    assertThat(MarkSigns.urgencyBeside("机密★10年加急")).isEqualTo("加急");
    assertThat(MarkSigns.urgencyBeside("特急")).isNull();
    assertThat(MarkSigns.urgencyBeside("请按此件办理，不加急")).isNull();
  }
}
