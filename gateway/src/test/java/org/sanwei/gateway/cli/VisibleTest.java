package org.sanwei.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  /** Written so, for a source file with the character itself would be misread by people. */
  private static final char BACKSLASH = '\\';

  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(Visible.of("机密★10年 a-z 【】")).isEqualTo("机密★10年 a-z 【】");
  }

  @Test
  void whatATerminalObeysOrTheEyeMissesIsSpelled() {
    for (char hidden : new char[] {0x1B, 0x202E, 0x200B, '\n', 0x2028, 0xE000}) {
      assertThat(Visible.of("机" + hidden + "密"))
          .isEqualTo("机" + BACKSLASH + "u%04x".formatted((int) hidden) + "密");
    }
  }
}
