package org.sanwei.routes.read.ocr.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.ocr.pages.PageOutcome.End;

/** Pages that are special in one way each, read by the real models and judged as on arrival. */
class ArrivingPagesTest {
  private static PageJudging judging;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    judging = new PageJudging(folder, 1);
  }

  @AfterAll
  static void close() {
    judging.close();
  }

  @ParameterizedTest(name = "{0} at {1}, {2} mm, {3} degrees")
  @CsvSource({
    "机密, 60, 268, 24, 11, -6, CLASSIFIED, SECRET",
    "绝密★10年, 130, 266, 46, 12, 4, CLASSIFIED, TOP_SECRET",
    "秘密, 150, 20, 20, 10, 0, CLASSIFIED, CONFIDENTIAL",
    "已登记, 60, 268, 26, 11, 3, OPEN, PUBLIC"
  })
  void whatStandsInAFrameIsAStampWhereverItIs(
      String words,
      double x,
      double y,
      double wide,
      double high,
      double degrees,
      End end,
      Sensitivity level) {
    BufferedImage sheet = unmarked();
    new Stamped(words, x, y, wide, high, degrees, 0.6, false, 0, Color.BLACK)
        .onto(sheet, Face.NOTO_SANS_BOLD);
    PageCase page = fax(List.of(sheet), "P.%d/%d", 1);

    PageOutcome outcome = judging.of(page);

    assertThat(outcome.end()).isEqualTo(end);
    assertThat(outcome.level()).isEqualTo(level);
  }

  @Test
  void aLineInAFrameIsShownAsAStamp() {
    BufferedImage sheet = unmarked();
    new Stamped("已登记", 60, 268, 26, 11, 3, 0.6, true, 2, Ink.RED).onto(sheet, Face.NOTO_SANS_BOLD);

    ReadResult read = judging.read(fax(List.of(sheet), "P.%d/%d", 1));

    assertThat(read.pictures().get(0).lines())
        .filteredOn(line -> line.zone().equals("stamp"))
        .extracting(PageLine::text)
        .containsExactly("已登记");
  }

  @Test
  void aFrameThatNobodyCanReadHolds() {
    BufferedImage sheet = unmarked();
    new Stamped("", 60, 268, 34, 13, 3, 0.6, false, 0, Color.BLACK).onto(sheet, Face.NOTO_SANS);
    Graphics2D pen = sheet.createGraphics();
    pen.scale(sheet.getWidth() / Sheet.WIDE, sheet.getHeight() / Sheet.HIGH);
    pen.setColor(Color.BLACK);
    pen.setStroke(new java.awt.BasicStroke(0.6f));
    for (int i = 0; i < 5; i++) {
      pen.draw(
          new CubicCurve2D.Double(48 + 4 * i, 266, 60, 262 + i, 40 + 6 * i, 274, 54 + 4 * i, 270));
    }
    pen.dispose();

    ReadResult read = judging.read(fax(List.of(sheet), "P.%d/%d", 1));

    assertThat(read.content().unread()).extracting(Unread::why).contains(UnreadReason.UNSURE);
  }

  @Test
  void aMissingPageIsADefectAndNoHold() {
    ReadResult read = judging.read(fax(List.of(unmarked(), unmarked()), "P.%d/%d", 1, 3));

    assertThat(read.missing()).extracting(Defect::code).containsExactly("PAGES_MISSING:2/3");
    assertThat(read.content().unread()).isEmpty();
    assertThat(read.content().parts())
        .anyMatch(part -> part.name().equals("fax-pages") && part.text().contains("收2页，共3页"));
  }

  @Test
  void withoutItsFirstPageAFaxIsHeld() {
    ReadResult read = judging.read(fax(List.of(unmarked()), "P.%d/%d", 2, 2));

    assertThat(read.missing()).extracting(Defect::code).containsExactly("PAGES_MISSING:1/2");
    assertThat(read.content().unread()).extracting(Unread::why).contains(UnreadReason.CUT_SHORT);
  }

  @ParameterizedTest(name = "small writing {0}: {1}")
  @CsvSource({"false, OPEN", "true, HELD_UNREAD"})
  void aScanOfSixHundredDotsIsReadUnlessItBearsSmallWriting(boolean small, End end) {
    BufferedImage sheet = paper(4960).image();
    if (small) {
      Graphics2D pen = sheet.createGraphics();
      pen.setColor(Color.BLACK);
      pen.setFont(Face.NOTO_SANS.size(14));
      pen.drawString("本页为内部掌握材料仅供参阅不得翻印", 700, 6400);
      pen.dispose();
    }
    BufferedImage scan =
        new BufferedImage(sheet.getWidth(), sheet.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D pen = scan.createGraphics();
    pen.drawImage(sheet, 0, 0, null);
    pen.dispose();

    PageOutcome outcome = judging.of(page("scan.tif", Tiffs.scan(List.of(scan), 600)));

    assertThat(outcome.end()).isEqualTo(end);
  }

  @Test
  void aMarkInWhiteBesideBlackWritingOnNothingIsNotOverlooked() {
    BufferedImage image = new BufferedImage(1200, 700, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        java.awt.RenderingHints.KEY_TEXT_ANTIALIASING,
        java.awt.RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(Face.NOTO_SANS_BOLD.size(44));
    pen.setColor(Color.WHITE);
    pen.drawString("机密★10年", 60, 80);
    pen.setColor(Color.BLACK);
    for (int i = 0; i < 6; i++) {
      pen.drawString("关于做好防汛抢险物资调拨工作的通知", 60, 250 + i * 70);
    }
    pen.dispose();

    PageOutcome outcome = judging.of(page("note.png", Written.png(image)));

    assertThat(outcome.end()).isNotEqualTo(End.OPEN);
  }

  private static BufferedImage unmarked() {
    return paper(Paper.WIDTH).image();
  }

  /** The sheet of a document of the standard run without a mark. */
  private static Paper.Page paper(int width) {
    PageCases cases = new PageCases(PageCases.SEED);
    List<Document> unmarked = new ArrayList<>();
    for (int i = 8; i < 16; i++) {
      unmarked.add(cases.document(PageKind.FINE, i));
    }
    unmarked.removeIf(one -> one.mark().printed() || one.form() != Form.LETTER);
    return new Paper(unmarked.get(0), new Random(11), width).pages().get(0);
  }

  /** Pages counted from {@code first}, as many as there are. */
  private static PageCase fax(List<BufferedImage> sheets, String number, int first) {
    return fax(sheets, number, first, sheets.size());
  }

  private static PageCase fax(List<BufferedImage> sheets, String number, int first, int of) {
    Random random = new Random(5);
    Wear wear = new Wear(0, 0, 0, 0.3, 6, 0, 160, 0.00005, 3, 0, 0, 0, 0, true);
    String line = "2026-07-02 10:11  FROM:大河市应急管理局  0571-62301177  " + number;
    FaxMachine machine = new FaxMachine(wear, true, line, random);
    List<BufferedImage> pages = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      pages.add(machine.send(sheets.get(i), first + i, of, false));
    }
    return page("fax.tif", Tiffs.fax(pages, true));
  }

  private static PageCase page(String file, byte[] bytes) {
    PageTruth truth = new PageCases(PageCases.SEED).document(PageKind.FINE, 8).truth();
    return new PageCase(file, PageKind.FINE, file, truth, "made", () -> bytes);
  }
}
