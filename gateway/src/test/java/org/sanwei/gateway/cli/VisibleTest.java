package org.sanwei.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain words stay           | 机密★10年 a-z  | 机密★10年 a-z
          an order to the terminal   | \u001b[3A机密  | \\u001b[3A机密
          what turns the writing     | a\u202eb       | a\\u202eb
          what hides in a word       | 机\u200b密     | 机\\u200b密
          a line break               | a\nb           | a\\u000ab
          """)
  void showsAllThatWasWritten(String why, String text, String shown) {
    String real =
        text.replace("\\u001b", "\u001b")
            .replace("\\u202e", "\u202e")
            .replace("\\u200b", "\u200b")
            .replace("\\n", "\n");

    assertThat(Visible.of(real)).as(why).isEqualTo(shown);
  }
}
