package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.Folder.Columns;

/** Rows of a CSV as a stream: whatever its letters, in order, and never more than one in memory. */
class RowsTest {
  private static final Columns COLUMNS =
      new Columns(Map.of("text", "内容", "caseId", "工单编号"), ',', null);

  @Property(tries = 300, seed = "20261122")
  void everyRowComesBackAsItWasWritten(@ForAll("texts") List<String> texts, @ForAll boolean chinese)
      throws IOException {
    Charset charset = chinese ? Charset.forName("GB18030") : UTF_8;
    StringBuilder csv = new StringBuilder("工单编号,内容\r\n");
    texts.forEach(t -> csv.append("x,\"").append(t.replace("\"", "\"\"")).append("\"\r\n"));

    List<Row> rows = rows(csv.toString().getBytes(charset), new Encoding(0, charset));

    assertThat(rows).hasSameSizeAs(texts).allMatch(Row.Good.class::isInstance);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(((Row.Good) rows.get(i)).post().path("text").asText()).isEqualTo(texts.get(i));
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars("路灯停水渡锟斤拷〜，\",;\n\r\tab1 ")
        .ofMinLength(1)
        .ofMaxLength(30)
        .filter(text -> !text.isBlank())
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 300, seed = "20261122")
  void noByteOfAFileIsLostWhateverItHolds(@ForAll byte[] noise) throws IOException {
    byte[] heading = "工单编号,内容\n".getBytes(UTF_8);
    byte[] file = new byte[heading.length + noise.length];
    System.arraycopy(heading, 0, file, 0, heading.length);
    System.arraycopy(noise, 0, file, heading.length, noise.length);
    RawRows raw = RawRows.ofCsv(new ByteArrayInputStream(file), 64, ',');
    List<Byte> rest = new ArrayList<>();

    for (RawRows.RawRow row = raw.next(); row != null; row = raw.next()) {
      for (byte b : row.bytes()) {
        rest.add(b);
      }
    }

    assertThat(visible(rest)).isEqualTo(visible(bytes(file)));
  }

  @Test
  void aQuoteThatNeverClosesCostsItsOwnLineOnly() throws IOException {
    List<Row> rows = rows("工单编号,内容\n1,\"a\n2,b\n3,c\n".getBytes(UTF_8), new Encoding(0, UTF_8));

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isInstanceOf(Row.Bad.class).extracting(Row::line).isEqualTo(2L);
    assertThat(rows.subList(1, 3)).allMatch(Row.Good.class::isInstance);
  }

  @Test
  void aFileMadeOfQuotesThatNeverCloseIsReadInTheTimeOfItsLength() throws IOException {
    // given
    byte[] csv = ("工单编号,内容\n" + "x\",\"\n".repeat(400_000)).getBytes(UTF_8);
    RawRows raw = RawRows.ofCsv(new ByteArrayInputStream(csv), 1 << 16, ',');
    int rows = 0;

    // when
    while (raw.next() != null) {
      rows++;
    }

    // then
    assertThat(rows).isGreaterThan(390_000);
    assertThat(raw.lookedAt()).isLessThan(4L * csv.length);
  }

  @Test
  void anOverlongLineIsCutIntoPiecesThatAreSetAside() throws IOException {
    byte[] csv = ("工单编号,内容\n1," + "长".repeat(2000) + "\n2,短\n").getBytes(UTF_8);
    List<Row> rows = new ArrayList<>();

    new CsvRows(COLUMNS, new Encoding(0, UTF_8), 1000)
        .read(new ByteArrayInputStream(csv), rows::add);

    assertThat(rows.stream().filter(Row.Bad.class::isInstance))
        .hasSizeGreaterThan(5)
        .extracting(Row::line)
        .containsOnly(2L);
    assertThat(rows.get(rows.size() - 1)).isInstanceOf(Row.Good.class);
    assertThat(rows.get(rows.size() - 1).line()).isEqualTo(3);
  }

  @Test
  void aHundredThousandRowsAreOneAtATime() throws IOException {
    long[] count = {0};
    long[] longest = {0};

    new CsvRows(COLUMNS, new Encoding(0, UTF_8), 1 << 20)
        .read(
            new Endless(100_000),
            row -> {
              count[0]++;
              longest[0] = Math.max(longest[0], ((Row.Good) row).post().toString().length());
            });

    assertThat(count[0]).isEqualTo(100_000);
    assertThat(longest[0]).isLessThan(2000);
  }

  private static List<Row> rows(byte[] csv, Encoding encoding) throws IOException {
    List<Row> rows = new ArrayList<>();
    new CsvRows(COLUMNS, encoding, 1 << 20).read(new ByteArrayInputStream(csv), rows::add);
    return rows;
  }

  private static List<Byte> bytes(byte[] all) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : all) {
      bytes.add(b);
    }
    return bytes;
  }

  /** Without line ends and blanks, which rows may lose. */
  private static List<Byte> visible(List<Byte> bytes) {
    return bytes.stream().filter(b -> b != '\n' && b != '\r' && b != ' ' && b != '\t').toList();
  }

  /** A file of rows that is nowhere: were it gathered, it would show in the heap. */
  private static final class Endless extends InputStream {
    private final int rows;
    private int row;
    private byte[] line = "工单编号,内容\n".getBytes(UTF_8);
    private int at;

    Endless(int rows) {
      this.rows = rows;
    }

    @Override
    public int read() {
      if (at == line.length) {
        if (row == rows) {
          return -1;
        }
        line = ("RX-" + row++ + "," + "路灯不亮".repeat(100) + "\n").getBytes(UTF_8);
        at = 0;
      }
      return line[at++] & 0xFF;
    }
  }
}
