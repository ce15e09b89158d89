package org.sanwei.gateway.officebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeBookTest {
  private static final String CSV =
      """
      泰山市值班室收文登记簿,,,,
      序号,收文时间,来文单位,标题,密级,处理结果
      1,2026-11-23 09:05,河西县委办,关于强降雨的紧急通知,,已报
      2,2026年11月23日,市应急局,"防汛会议纪要,附名单",秘密,传阅
      3,昨天,某局,没有时间的一行,,
      4,2026/11/24 7:30,某局,,,没有标题
      """;

  private static final String STRINGS =
      "<sst><si><t>时间</t></si><si><t>标题</t></si><si><r><t>关于</t></r><r><t>值班</t></r></si></sst>";

  @Test
  void aCsvFileIsReadByItsHeaders() {
    List<BookEntry> entries = entries(CSV.getBytes(StandardCharsets.UTF_8));

    assertThat(entries)
        .extracting(BookEntry::title)
        .containsExactly("关于强降雨的紧急通知", "防汛会议纪要,附名单", "没有时间的一行");
    assertThat(entries)
        .extracting(BookEntry::when)
        .containsExactly("2026-11-23 09:05", "2026-11-23", "");
    assertThat(entries).extracting(BookEntry::classified).containsExactly(false, true, false);
    assertThat(entries).extracting(BookEntry::line).containsExactly(3, 4, 5);
    assertThat(entries.get(0).source()).isEqualTo("河西县委办");
    assertThat(entries.get(0).handling()).isEqualTo("已报");
  }

  @Test
  void soIsOneInTheEncodingOfSpreadsheetsHere() {
    assertThat(entries(CSV.getBytes(Charset.forName("GB18030"))))
        .isEqualTo(entries(("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anXlsxFileIsReadAndItsFormulasAreNot() throws IOException {
    String sheet =
        "<worksheet><sheetData>"
            + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\"><v>46349.375</v></c><c r=\"C2\" t=\"s\"><v>2</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>46350</v></c>"
            + "<c r=\"C3\" t=\"str\"><f>WEBSERVICE(\"http://192.0.2.1\")</f><v>算好的</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\"><v>46350</v></c>"
            + "<c r=\"C4\" t=\"inlineStr\"><is><t>直接写的</t></is></c></row>"
            + "</sheetData></worksheet>";

    List<BookEntry> entries = entries(Sheets.xlsx(sheet, STRINGS));

    assertThat(entries).extracting(BookEntry::title).containsExactly("关于值班", "算好的", "直接写的");
    assertThat(entries)
        .extracting(BookEntry::when)
        .containsExactly("2026-11-23 09:00", "2026-11-24", "2026-11-24");
  }

  @Test
  void whatIsNoBookIsRefusedByAWord() throws IOException {
    String entity =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row>"
            + "<c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";

    assertThat(code("".getBytes(StandardCharsets.UTF_8))).isEqualTo("no-header");
    assertThat(code("甲,乙\n1,2\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("no-header");
    assertThat(code("\"未完".getBytes(StandardCharsets.UTF_8))).isEqualTo("not-a-table");
    assertThat(code(new byte[] {'P', 'K', 3, 4, 0, 0})).isEqualTo("not-a-table");
    assertThat(code(Sheets.xlsx("<worksheet><row>", STRINGS))).isEqualTo("not-a-table");
    assertThat(code(Sheets.xlsx(entity, STRINGS))).isEqualTo("not-a-table");
    assertThat(code(Sheets.bomb(60))).isEqualTo("too-large");
    assertThat(code(("时间,标题\n" + "2026-01-01,x\n".repeat(30_000)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("too-many-rows");
  }

  @Test
  void manySmallBombsAreOneLargeOne() throws IOException {
    assertThat(code(Sheets.bombs(5, 5))).isEqualTo("too-large");
    assertThat(code(Sheets.bombs(4, 5))).isEqualTo("not-a-table");
  }

  @Test
  void aLongStringThatEveryCellNamesIsRefused() throws IOException {
    String strings = "<sst><si><t>" + " ".repeat(20) + "长".repeat(900) + "</t></si></sst>";
    String row = "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(60) + "</row>";
    String sheet = "<worksheet><sheetData>%s</sheetData></worksheet>";

    assertThat(code(Sheets.xlsx(sheet.formatted(row.repeat(300)), strings))).isEqualTo("too-large");
    BookRows few = XlsxRows.read(Sheets.xlsx(sheet.formatted(row), strings));
    List<String> cells = ((BookRows.Rows) few).rows().get(0);
    assertThat(cells).hasSize(60).allSatisfy(cell -> assertThat(cell).isSameAs(cells.get(0)));
    assertThat(cells.get(0)).startsWith("长").hasSizeLessThanOrEqualTo(BookRows.MOST_CHARACTERS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-11-23 09:05, 2026-11-23T09:05",
    "2026.11.3, 2026-11-03T00:00",
    "2026年11月23日9时20分, 2026-11-23T09:20",
    "2026年11月23日 9点, 2026-11-23T09:00",
    "2026-11-23T18:05:30, 2026-11-23T18:05",
    "2026-13-01, ''",
    "11月23日, ''",
    "不详, ''"
  })
  void timesAreReadAsPeopleWriteThem(String written, String read) {
    assertThat(BookTimes.read(written).map(time -> time.at().toString()).orElse(""))
        .isEqualTo(read);
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource({
    "关于强降雨的紧急通知, 【特急】关于强降雨的紧急通知, true",
    "关于强降雨的紧急通知, 关于　强降雨的 紧急通知。, true",
    "关于报送材料的通知, 关于召开会议的通知, false",
    "会议通知, 食物中毒情况报告, false",
    "——, ……, false"
  })
  void titlesAreOneWhenMostOfThemIs(String one, String other, boolean same) {
    assertThat(new Likeness(one).to(new Likeness(other)) >= Likeness.SAME).isEqualTo(same);
  }

  private static List<BookEntry> entries(byte[] file) {
    return ((OfficeBook.Outcome.Read) OfficeBook.read(file)).book().entries();
  }

  private static String code(byte[] file) {
    return ((OfficeBook.Outcome.Unreadable) OfficeBook.read(file)).code();
  }
}
