package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Place;
import org.sanwei.routes.message.Attachment;

class ArchiveReadingTest {
  private static final String ZIP = "application/zip";

  @Test
  void eachFileOfAZipIsAPieceOfItsOwn() {
    ReadResult result =
        read(ZIP, Zips.zip().with("一.txt", "水位正常").with("二/通知.txt", "机密★10年").bytes());

    assertThat(text(result, "1/1/一.txt")).isEqualTo("水位正常");
    assertThat(text(result, "1/2/二_通知.txt")).isEqualTo("机密★10年");
    assertThat(texts(result, Place.ATTACHMENT_NAME)).containsExactly("一.txt", "二/通知.txt");
    assertThat(result.attachments())
        .extracting(Attachment::name)
        .containsExactly("1", "一.txt", "二/通知.txt");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aNameInGbkIsReadAndOneThatFitsTwoCharsetsIsReadBothWays() {
    byte[] content = "x".getBytes(UTF_8);
    ReadResult result =
        read(
            ZIP,
            Zips.zip()
                .withRawName("机密★10年.txt".getBytes(GB18030), content)
                .withRawName("机密.txt".getBytes(UTF_8), content)
                .bytes());

    assertThat(texts(result, Place.ATTACHMENT_NAME)).contains("机密★10年.txt", "机密.txt").hasSize(3);
  }

  @Test
  void aNameThatCallsItselfUtf8HasOneReading() {
    ReadResult result = read(ZIP, Zips.zip().with("机密.txt", "x").bytes());

    assertThat(texts(result, Place.ATTACHMENT_NAME)).containsExactly("机密.txt");
  }

  @Test
  void aZipInAZipIsReadAndSoIsAMailInOne() {
    byte[] mail = "Subject: 机密★1年\r\n\r\n内容\r\n".getBytes(UTF_8);
    byte[] inner = Zips.zip().with("信.eml", mail).bytes();

    ReadResult result = read(ZIP, Zips.zip().with("内.zip", inner).bytes());

    assertThat(texts(result, Place.SUBJECT)).containsExactly("机密★1年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aCommentIsJudgedLikeAName() {
    ReadResult result =
        read(ZIP, Zips.zip().with("a.txt", "x").comment("机密★10年".getBytes(GB18030)).bytes());

    assertThat(allText(result)).contains("机密★10年");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          encrypted                       | encrypted  | 1/1:ENCRYPTED
          packed in a way nobody knows    | method     | 1/1:UNKNOWN_FORMAT
          something stands before it      | before     | 1:BROKEN
          something stands behind it      | behind     | 1:BROKEN
          something stands between        | between    | 1:BROKEN
          two entries of one name         | twice      | 1:BROKEN
          two names for one entry         | names      | 1:BROKEN
          a folder is a file besides      | nothing    | 1:NO_TEXT
          """)
  void aZipThatTwoProgramsCouldReadTwoWaysIsHeld(String why, String defect, String expected) {
    byte[] text = "水位正常".getBytes(UTF_8);
    byte[] strange = {1, 2, 3};
    Zips zip =
        switch (defect) {
          case "encrypted" -> Zips.zip().encrypted("a.txt", text);
          case "method" -> Zips.zip().withMethod("a.txt", 98, text);
          case "before" -> Zips.zip().with("a.txt", text).before("PK\3\4".getBytes(US_ASCII));
          case "behind" -> Zips.zip().with("a.txt", text).behind(strange);
          case "between" -> Zips.zip().with("a.txt", text).beforeTheDirectory(strange);
          case "twice" -> Zips.zip().with("a.txt", text).with("a.txt", text);
          case "names" -> Zips.zip().withTwoNames("a.txt", "b.txt", text);
          default -> Zips.zip();
        };

    ReadResult result = read(ZIP, zip.bytes());

    assertThat(unread(result)).as(why).containsExactly(expected);
  }

  @Test
  void bothNamesOfAnEntryAreJudged() {
    byte[] zip = Zips.zip().withTwoNames("a.txt", "机密★10年.txt", "x".getBytes(UTF_8)).bytes();

    assertThat(allText(read(ZIP, zip))).contains("机密★10年");
  }

  @Test
  void aPathThatLeavesItsFolderIsANameAndHolds() {
    ReadResult result = read(ZIP, Zips.zip().with("../../etc/机密.txt", "内容").bytes());

    assertThat(texts(result, Place.ATTACHMENT_NAME)).containsExactly("../../etc/机密.txt");
    assertThat(allText(result)).contains("内容");
    assertThat(unread(result)).containsExactly("1/1:BROKEN");
  }

  @Test
  void aPictureThatIsAZipBesidesIsReadAsOneAndHeld() {
    byte[] gif = "GIF89a picture".getBytes(US_ASCII);
    byte[] both = Zips.zip().with("a.txt", "机密★10年").before(gif).bytes();

    ReadResult result = read("image/gif", both);

    assertThat(allText(result)).contains("机密★10年");
    assertThat(unread(result)).contains("1:BROKEN");
  }

  @Test
  void aPictureWithARarBehindItIsHeldForIt() {
    byte[] rar = rar("a.txt".getBytes(UTF_8), "x".getBytes(UTF_8), 0);
    byte[] both =
        ByteBuffer.allocate(6 + rar.length).put("GIF89a".getBytes(US_ASCII)).put(rar).array();

    assertThat(unread(read("image/gif", both))).contains("1:BROKEN");
  }

  @Test
  void aTarAndATarInAGzipAreRead() throws IOException {
    byte[] tar = tar("机密.txt", "机密★10年");

    assertThat(allText(read("", tar))).contains("机密★10年");
    ReadResult packed = read("application/gzip", gzip(tar));
    assertThat(texts(packed, Place.ATTACHMENT)).containsExactly("机密★10年");
    assertThat(unread(packed)).isEmpty();
  }

  @Test
  void whatIsPackedByItselfIsRead() throws IOException {
    byte[] text = "机密★10年".getBytes(UTF_8);
    ByteArrayOutputStream bzip = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bzip)) {
      out.write(text);
    }
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (OutputStream out = new XZCompressorOutputStream(xz)) {
      out.write(text);
    }

    for (byte[] packed : new byte[][] {gzip(text), bzip.toByteArray(), xz.toByteArray()}) {
      ReadResult result = read("", packed);
      assertThat(allText(result)).contains("机密★10年");
      assertThat(unread(result)).isEmpty();
    }
  }

  @Test
  void somethingBehindAGzipHolds() throws IOException {
    byte[] packed = gzip("x".getBytes(UTF_8));
    byte[] more =
        ByteBuffer.allocate(packed.length + 3).put(packed).put(new byte[] {7, 7, 7}).array();

    assertThat(unread(read("", more))).contains("1/1:BROKEN");
  }

  @Test
  void aSevenZipIsRead() throws IOException {
    ReadResult result = read("", sevenZip("机密.txt", "机密★10年"));

    assertThat(text(result, "1/1/机密.txt")).isEqualTo("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aSevenZipWithMoreBehindItIsHeld() throws IOException {
    byte[] archive = sevenZip("a.txt", "x");
    byte[] more = ByteBuffer.allocate(archive.length + 1).put(archive).put((byte) 'x').array();

    assertThat(unread(read("", more))).contains("1:BROKEN");
  }

  @Test
  void aRarOfTheFourthKindIsReadWithItsNamesInGbk() {
    ReadResult result = read("", rar("机密.txt".getBytes(GB18030), "机密★10年".getBytes(UTF_8), 0));

    assertThat(texts(result, Place.ATTACHMENT_NAME)).contains("机密.txt");
    assertThat(texts(result, Place.ATTACHMENT)).contains("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void anEncryptedFileInARarIsNamedAsSuch() {
    assertThat(unread(read("", rar("a.txt".getBytes(UTF_8), new byte[16], 4))))
        .containsExactly("1/1:ENCRYPTED");
  }

  static byte[] tar(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(text.getBytes(UTF_8).length);
      out.putArchiveEntry(entry);
      out.write(text.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] sevenZip(String name, String text) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName(name);
      out.putArchiveEntry(entry);
      out.write(text.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
  }

  /** One stored file. */
  static byte[] rar(byte[] name, byte[] content, int flags) {
    ByteBuffer rar = ByteBuffer.allocate(7 + 13 + 32 + name.length + content.length);
    rar.order(ByteOrder.LITTLE_ENDIAN);
    rar.put("Rar!\u001A\u0007\0".getBytes(US_ASCII));
    block(rar, 0x73, 0, new byte[6]);
    ByteBuffer file = ByteBuffer.allocate(25 + name.length).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(content);
    file.putInt(content.length).putInt(content.length).put((byte) 0).putInt((int) crc.getValue());
    file.putInt(0).put((byte) 20).put((byte) 0x30).putShort((short) name.length).putInt(0x20);
    file.put(name);
    block(rar, 0x74, 0x8000 | flags, file.array());
    rar.put(content);
    return rar.array();
  }

  private static void block(ByteBuffer rar, int type, int flags, byte[] rest) {
    ByteBuffer body = ByteBuffer.allocate(5 + rest.length).order(ByteOrder.LITTLE_ENDIAN);
    body.put((byte) type).putShort((short) flags).putShort((short) (7 + rest.length)).put(rest);
    CRC32 crc = new CRC32();
    crc.update(body.array());
    rar.putShort((short) crc.getValue()).put(body.array());
  }
}
