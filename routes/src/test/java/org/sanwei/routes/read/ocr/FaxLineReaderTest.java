package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaxLineReaderTest {

  @Test
  void takesTheFactsOutOfAMachinesLine() {
    FaxHeader facts =
        FaxLineReader.facts("2026-07-08 11:24 FROM:石桥县自然资源局 值班室 0871-65122069 TO:65202497 P.01/02");

    assertThat(facts).isEqualTo(new FaxHeader("0871-65122069", "2026-07-08 11:24", 1, 2));
  }

  @Test
  void readsTheTimeWhereTheSpaceWasLost() {
    assertThat(FaxLineReader.facts("2026-07-0811:24FROM:某局").sentAt())
        .isEqualTo("2026-07-08 11:24");
  }

  @Test
  void knowsPagesInChinese() {
    FaxHeader facts = FaxLineReader.facts("传真 2026/07/08 第2页 共3页");

    assertThat(facts.page()).isEqualTo(2);
    assertThat(facts.pages()).isEqualTo(3);
    assertThat(facts.senderNumber()).isNull();
  }

  @Test
  void aHeadOfAPaperIsNoMachinesLine() {
    assertThat(FaxLineReader.isFaxLine("000057")).isFalse();
    assertThat(FaxLineReader.isFaxLine("机密★10年")).isFalse();
    assertThat(FaxLineReader.isFaxLine("云岭省应急管理厅文件")).isFalse();
    assertThat(FaxLineReader.isFaxLine("2026-07-08 11:24 FROM:某局 P.01/01")).isTrue();
  }

  @Test
  void aTornLineGivesWhatIsLeft() {
    assertThat(FaxLineReader.facts("20")).isEqualTo(new FaxHeader(null, null, 0, 0));
    assertThat(FaxLineReader.facts("2026-07-0")).isEqualTo(new FaxHeader(null, null, 0, 0));
    assertThat(FaxLineReader.facts("P./")).isEqualTo(new FaxHeader(null, null, 0, 0));
  }
}
