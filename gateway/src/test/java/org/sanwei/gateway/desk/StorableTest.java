package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTest {
  @Test
  void anOpeningIsOneLineWithoutBlankStart() {
    assertThat(Storable.opening("\u3000\u3000 现将\r\n\t情况 报告\u0000")).isEqualTo("现将 情况 报告\uFFFD");
    assertThat(Storable.opening("长".repeat(500))).hasSize(160);
  }
}
