package org.sanwei.gateway.cipherdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void whatWouldMoveTheCursorOrHideTextIsWrittenOut() {
    assertThat(Shown.text("甲\u001b[2K乙\r丙\u202e丁\u2028戊"))
        .isEqualTo("甲\\u{1B}[2K乙\\u{D}丙\\u{202E}丁\\u{2028}戊");
  }

  @Test
  void lineFeedsAndTabsStayInATextAndNotInALine() {
    assertThat(Shown.text("一\n\t二")).isEqualTo("一\n\t二");
    assertThat(Shown.line("一\n\t二")).isEqualTo("一\\u{A} 二");
  }

  @Test
  void ordinaryWordsAreShownAsTheyAre() {
    assertThat(Shown.text("机密★10年 𠮷")).isEqualTo("机密★10年 𠮷");
  }
}
