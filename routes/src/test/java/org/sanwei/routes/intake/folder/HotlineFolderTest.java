package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SetAside;
import org.sanwei.routes.read.CaseFacts;
import org.sanwei.routes.read.ReadResult;

/** Files of a hotline: a row is an arrival, and what is no row is held and named by its line. */
class HotlineFolderTest {
  private static final String HEADING = "工单编号,版本,来电,状态,内容,备注\n";

  /** 路灯 as the other encoding has its bytes. */
  private static final String IN_GB18030 = new String("路灯".getBytes(UTF_8), Dropping.GB18030);

  private Dropping drop;

  @BeforeEach
  void start(@TempDir Path directory) {
    drop = new Dropping(directory);
  }

  @AfterEach
  void stop() {
    drop.close();
  }

  @Test
  void aRowIsAnArrivalWithItsCase() {
    take("a.csv", HEADING + "RX-1,2,13900000001,已办结,\"路灯不亮，\n已修复\",转供电\n");

    ReadResult read = drop.read(drop.arrivals().get(0));
    assertThat(read.content().unread()).isEmpty();
    assertThat(read.sender()).isEqualTo("13900000001");
    assertThat(read.caseFacts()).isEqualTo(new CaseFacts("RX-1", "2", "已办结"));
    assertThat(texts(read)).anyMatch(t -> t.contains("路灯不亮，\n已修复"));
    assertThat(texts(read)).as("columns that nobody mapped").anyMatch(t -> t.contains("转供电"));
    assertThat(drop.left()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTF-8                           | UTF-8   | false
          UTF-8 with a byte order mark    | UTF-8   | true
          GB18030                         | GB18030 | false
          """)
  void readsTheEncodingsOfTheTrade(String why, String charset, boolean mark) {
    String text = HEADING + "RX-1,1,139,新,河西镇路灯不亮,无\nRX-2,1,139,新,望江街道停水约六百户,无\n";
    take("a.csv", bytes(text, charset, mark));

    assertThat(drop.arrivals()).as(why).hasSize(2);
    assertThat(drop.arrivals().stream().map(drop::read).map(HotlineFolderTest::texts))
        .anyMatch(texts -> texts.contains("河西镇路灯不亮"))
        .anyMatch(texts -> texts.contains("望江街道停水约六百户"));
  }

  @Test
  void aRowThatIsLettersInTwoEncodingsIsGivenInBoth() {
    // Every run of letters has an even number of bytes in both.
    take("a.csv", "内容\n路灯\n");

    assertThat(texts(drop.read(drop.arrivals().get(0))).toString()).contains("路灯", IN_GB18030);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.json"})
  void jsonThatIsLettersInBothEncodingsIsJudgedInBoth(String name) {
    take(name, "{\"内容\":\"路灯\"}");

    assertThat(texts(drop.read(drop.arrivals().get(0))).toString()).contains("路灯", IN_GB18030);
  }

  @Test
  void equalRowsOnOneLineAreTwoReports() throws Exception {
    take("a.json", "[{\"内容\":\"路灯不亮\"},{\"内容\":\"路灯不亮\"}]");

    assertThat(drop.arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void badRowsAreHeldAndNamedByLineAndGoodOnesAreTaken() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes((HEADING + "RX-1,1,139,新,好的一行,无\n").getBytes(UTF_8));
    file.writeBytes("RX-2,1,139,新\n".getBytes(UTF_8));
    file.writeBytes("RX-3,1,139,新,,无\n".getBytes(UTF_8));
    file.writeBytes(
        new byte[] {'R', ',', '1', ',', (byte) 0xFF, (byte) 0xFF, ',', ',', 'x', ',', '\n'});
    file.writeBytes("RX-5,1,139,新,\"没有结束的引号,无\n".getBytes(UTF_8));
    file.writeBytes("RX-6,1,139,新,又是好的一行,无\n".getBytes(UTF_8));
    take("a.csv", file.toByteArray());

    assertThat(setAside())
        .hasSize(4)
        .allSatisfy(a -> assertThat(drop.read(a).content().unread()).isNotEmpty());
    assertThat(drop.arrivals()).hasSize(6);
    assertThat(Files.readString(drop.receipts().get(0)))
        .contains("\"rows\":6", "\"taken\":2", "\"setAside\":4")
        .contains("COLUMNS", "TEXT", "SHAPE")
        .contains("\"line\":3", "\"line\":4", "\"line\":5", "\"line\":6")
        .doesNotContain("RX-", "好的");
    assertThat(drop.left()).isEmpty();
  }

  @Test
  void theSameVersionAgainIsTheSameArrivalAndOtherWordsAreAnother() {
    FolderWatch watch = drop.hotline(null);
    drop.drop("a.csv", HEADING + "RX-1,1,139,新,路灯不亮,无\n");
    drop.quietLook(watch);
    drop.drop("b.csv", HEADING + "RX-1,1,139,新,路灯不亮,无\nRX-1,2,139,办结,路灯不亮,无\n");
    drop.quietLook(watch);
    drop.drop("c.csv", HEADING + "RX-1,1,139,新,路灯亮了,无\n");
    drop.quietLook(watch);

    List<String> ids = drop.arrivals().stream().map(a -> a.id().hex()).toList();
    assertThat(ids).hasSize(4);
    assertThat(ids.stream().distinct()).hasSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an array        | a.json  | [{"工单编号":7,"版本":1,"内容":"一"}, {"工单编号":8,"内容":"二","其他":{"电话":139}}]
          objects in turn | a.json  | {"工单编号":7,"版本":1,"内容":"一"} {"工单编号":8,"内容":"二","其他":{"电话":139}}
          """)
  void readsJson(String why, String name, String json) {
    take(name, json);

    assertThat(drop.arrivals()).as(why).hasSize(2);
    assertThat(drop.arrivals().stream().map(drop::read))
        .allMatch(read -> read.content().unread().isEmpty())
        .anyMatch(read -> texts(read).contains("一"))
        .anyMatch(read -> texts(read).toString().contains("139"));
  }

  @Test
  void readsAnObjectALineAndSetsBadLinesAside() {
    take("a.jsonl", "{\"内容\":\"一\"}\n{\"内容\":\n\n{\"内容\":\"三\"}\n[1]\n");

    assertThat(drop.arrivals()).hasSize(4);
    assertThat(setAside()).hasSize(2);
  }

  @Test
  void anArrayThatBreaksOffIsHeldWholeAndItsGoodRowsAreTaken() {
    take("a.json", "[{\"内容\":\"一\"},{\"内容\":\"二\"");

    assertThat(drop.arrivals()).hasSize(2);
    assertThat(setAside()).hasSize(1);
    assertThat(drop.left()).isEmpty();
  }

  @Test
  void aFileWithoutTheColumnOfTheTextIsHeldRowByRow() throws Exception {
    take("a.csv", "甲,乙\n1,2\n");

    assertThat(drop.arrivals()).hasSize(2);
    assertThat(setAside()).hasSize(2);
    assertThat(Files.readString(drop.receipts().get(0))).contains("HEADING");
  }

  private static byte[] bytes(String text, String charset, boolean mark) {
    return ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(charset));
  }

  @Test
  void whatIsAppendedToAFileThatIsNotLetGoOfYetIsTakenAloneAndNothingTwice() throws Exception {
    try (FolderTaking taking = new FolderTaking(drop)) {
      Path file = drop.drop("a.csv", "内容\n路灯不亮\n河道漂浮物\n");
      taking.take(file);

      Files.writeString(file, "井盖缺失\n", APPEND);
      taking.take(file);
      Files.writeString(file, "井盖缺失\n", APPEND);
      taking.take(file);

      assertThat(bodies()).containsExactlyInAnyOrder("路灯不亮", "河道漂浮物", "井盖缺失", "井盖缺失");
    }
  }

  @Test
  void aLastRowWithoutLineEndThatGrowsIsARowThatNobodyHas() throws Exception {
    try (FolderTaking taking = new FolderTaking(drop)) {
      Path file = drop.drop("a.csv", "内容\n路灯不亮\n河道");
      taking.take(file);

      Files.writeString(file, "漂浮物\n井盖缺失\n", APPEND);
      taking.take(file);

      assertThat(bodies()).containsExactlyInAnyOrder("路灯不亮", "河道", "河道漂浮物", "井盖缺失");
    }
  }

  @Test
  void aFileThatWasWrittenAnewOrWasAwayIsAnotherFile() throws Exception {
    try (FolderTaking taking = new FolderTaking(drop)) {
      Path file = drop.drop("a.csv", "内容\n路灯不亮\n");
      taking.take(file);
      Files.writeString(file, "内容\n井盖缺失\n路灯不亮\n");
      taking.take(file);
      assertThat(bodies()).containsExactlyInAnyOrder("路灯不亮", "井盖缺失", "路灯不亮");

      taking.looks();
      taking.looks();
      Files.writeString(file, "河道漂浮物\n", APPEND);
      taking.take(file);

      assertThat(bodies()).hasSize(6).contains("河道漂浮物");
    }
  }

  /** A hotline's folder is looked at until the file is taken. */
  private void take(String name, String text) {
    take(name, text.getBytes(UTF_8));
  }

  private void take(String name, byte[] file) {
    drop.drop(name, file);
    drop.quietLook(drop.hotline(null));
  }

  /** What was no row. */
  private List<RawArrival> setAside() {
    return drop.arrivals().stream().filter(a -> a.mediaType().equals(SetAside.MEDIA_TYPE)).toList();
  }

  private List<String> bodies() {
    return drop.arrivals().stream()
        .map(drop::read)
        .map(read -> read.content().parts().get(0).text())
        .toList();
  }

  private static List<String> texts(ReadResult read) {
    return read.content().parts().stream().map(part -> part.text()).toList();
  }
}
