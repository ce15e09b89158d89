package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final int WIDTH = 1700;
  private static final int HEIGHT = 2300;

  @Test
  void aPaperIsReadFromItsHeadToItsFoot() {
    List<FoundLine> lines = new ArrayList<>();
    lines.add(line("正文第二行", 850, 1200, 1200, 50, 0));
    lines.add(line("正文第一行", 850, 1100, 1200, 50, 0));
    lines.add(line("签发人：某某", 1400, 400, 300, 50, 0));
    lines.add(line("某府〔2026〕1号", 300, 402, 400, 50, 0));
    lines.add(line("关于某事的通知", 850, 800, 800, 80, 0));
    lines.add(line("机密★10年", 300, 250, 290, 55, 0));
    lines.add(line("2026-07-08 11:24 FROM:某局 P.01/01", 600, 40, 1000, 40, 0));
    lines.add(line("抄送：某局", 300, 2200, 300, 45, 0));

    List<FoundLine> placed = Layout.of(lines, WIDTH, HEIGHT);

    assertThat(placed.stream().map(l -> l.zone().word() + " " + l.reading().text()))
        .containsExactly(
            "fax-line 2026-07-08 11:24 FROM:某局 P.01/01",
            "head-left 机密★10年",
            "head-left 某府〔2026〕1号",
            "head-right 签发人：某某",
            "title 关于某事的通知",
            "body 正文第一行",
            "body 正文第二行",
            "foot 抄送：某局");
  }

  @Test
  void aMarkAslantIsAStampWhereverItStands() {
    List<FoundLine> lines = new ArrayList<>();
    lines.add(line("正文第一行", 850, 1100, 1200, 50, 0));
    lines.add(line("正文第二行", 850, 1200, 1200, 50, 0));
    lines.add(line("机密", 1200, 1700, 150, 80, -0.2));

    assertThat(Layout.of(lines, WIDTH, HEIGHT))
        .filteredOn(l -> l.zone() == Zone.STAMP)
        .extracting(l -> l.reading().text())
        .containsExactly("机密");
  }

  @Test
  void linesOfASlopingPageStayInTheirRows() {
    double slope = 0.04;
    List<FoundLine> lines = new ArrayList<>();
    lines.add(line("右", 1500, 600 + 1500 * slope, 300, 50, slope));
    lines.add(line("左", 200, 600 + 200 * slope, 300, 50, slope));
    lines.add(line("下一行", 850, 680 + 850 * slope, 1200, 50, slope));

    assertThat(Layout.of(lines, WIDTH, HEIGHT))
        .extracting(l -> l.reading().text())
        .containsExactly("左", "右", "下一行");
  }

  private static FoundLine line(
      String text, double x, double y, double length, double height, double angle) {
    Reading reading = new Reading(text, new float[] {0.99f}, new float[] {0.5f}, null);
    return FoundLine.of(new TextBox(x, y, length, height, angle, 0.9), reading);
  }
}
