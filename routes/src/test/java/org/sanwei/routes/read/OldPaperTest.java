package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.read.Readings.GB18030;
import static org.sanwei.routes.read.Readings.allText;
import static org.sanwei.routes.read.Readings.read;
import static org.sanwei.routes.read.Readings.text;
import static org.sanwei.routes.read.Readings.texts;
import static org.sanwei.routes.read.Readings.unread;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Place;

class OldPaperTest {

  private static ReadResult old(byte[] bytes) {
    return read("", bytes);
  }

  @Test
  void aTextPaperIsReadParagraphByParagraph() throws IOException {
    ReadResult result = old(Docs.doc("机密★10年\n水位正常"));

    assertThat(texts(result, Place.ATTACHMENT)).containsExactly("机密★10年\n\n水位正常");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void artOfWordsThatNoTableOfTextListsIsAHeader() throws IOException {
    byte[] doc = Docs.doc("水位正常\nA plain line of English");
    byte[] art = "\0机密\0★10年 密级\0水位正常\0".getBytes(UTF_16LE);
    try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(doc))) {
      put(files.getRoot(), "0Table", art);
      put(files.getRoot(), "Data", odd(art));
      ReadResult result = old(bytes(files::writeFilesystem));

      assertThat(String.join("\n", texts(result, Place.HEADER)).lines())
          .contains("机密", "★10年 密级")
          .doesNotContain("水位正常");
      assertThat(unread(result)).isEmpty();
    }
    assertThat(texts(old(doc), Place.HEADER)).isEmpty();
    assertThat(unread(old(doc))).isEmpty();
  }

  @Test
  void eightBitTextIsNotTakenForChinese() throws IOException {
    try (POIFSFileSystem files =
        new POIFSFileSystem(new ByteArrayInputStream(Docs.doc("Water levels")))) {
      put(files.getRoot(), "Data", "Water levels are as they were. ".repeat(9_000).getBytes(UTF_8));
      ReadResult result = old(bytes(files::writeFilesystem));

      assertThat(String.join("", texts(result, Place.HEADER)).length()).isLessThan(20);
      assertThat(unread(result)).isEmpty();
    }
  }

  private static byte[] odd(byte[] bytes) {
    byte[] odd = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, odd, 1, bytes.length);
    return odd;
  }

  @Test
  void aTextPaperThatCallsItselfAWpsPaperIsRead() throws IOException {
    byte[] doc = Docs.doc("机密★10年");

    assertThat(allText(Readings.mail(Mails.carrying("文.wps", doc)))).contains("机密★10年");
  }

  @Test
  void aTableOfNumbersIsReadWithItsHiddenSheetsNotesAndHeaders() throws IOException {
    byte[] xls;
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      var sheet = book.createSheet("汇总");
      sheet.createRow(0).createCell(0).setCellValue("机密★10年");
      sheet.getHeader().setCenter("页眉");
      sheet.getFooter().setCenter("页脚");
      book.createSheet("底稿").createRow(0).createCell(0).setCellValue("暗表");
      book.setSheetHidden(1, true);
      xls = bytes(book::write);
    }

    ReadResult result = old(xls);

    assertThat(allText(result)).contains("机密★10年", "暗表", "汇总", "页眉", "页脚");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void slidesAreReadAndSoAreTheirNotes() throws IOException {
    byte[] ppt;
    try (HSLFSlideShow show = new HSLFSlideShow()) {
      HSLFTextBox box = new HSLFTextBox();
      box.setText("机密★10年");
      show.createSlide().addShape(box);
      ppt = bytes(show::write);
    }

    ReadResult result = old(ppt);

    assertThat(allText(result)).contains("机密★10年");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aTableThatCallsItselfAnythingIsReadByWhatItIs() throws IOException {
    byte[] xls;
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      book.createSheet("a").createRow(0).createCell(0).setCellValue("机密★10年");
      xls = bytes(book::write);
    }

    assertThat(allText(Readings.mail(Mails.carrying("表.et", xls)))).contains("机密★10年");
    assertThat(allText(Readings.mail(Mails.carrying("图.jpg", xls)))).contains("机密★10年");
  }

  @Test
  void programsInItAreNotRead() throws IOException {
    byte[] xls;
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      book.createSheet("a").createRow(0).createCell(0).setCellValue("x");
      xls = bytes(book::write);
    }
    try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(xls))) {
      files.getRoot().createDirectory("_VBA_PROJECT_CUR");
      assertThat(unread(old(bytes(files::writeFilesystem)))).containsExactly("1:UNKNOWN_FORMAT");
    }
  }

  @Test
  void anEncipheredPaperIsNamedAsSuch() throws IOException {
    assertThat(unread(old(ole("EncryptedPackage", new byte[100])))).containsExactly("1:ENCRYPTED");
    assertThat(unread(old(ole("Contents", new byte[100])))).containsExactly("1:UNKNOWN_FORMAT");
  }

  @Test
  void aMessageThatOutlookSavedIsReadWithItsFiles() throws IOException {
    byte[] msg;
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      DirectoryEntry root = files.getRoot();
      put(root, "__properties_version1.0", new byte[32]);
      put(root, "__substg1.0_0037001F", "主题".getBytes(UTF_16LE));
      put(root, "__substg1.0_1000001F", "正文在此".getBytes(UTF_16LE));
      put(root, "__substg1.0_0C1A001E", "机密★10年".getBytes(GB18030));
      DirectoryEntry file = root.createDirectory("__attach_version1.0_#00000000");
      put(file, "__properties_version1.0", new byte[8]);
      put(file, "__substg1.0_3707001F", "附件.txt".getBytes(UTF_16LE));
      put(file, "__substg1.0_37010102", "附件内容".getBytes(UTF_8));
      msg = bytes(files::writeFilesystem);
    }

    ReadResult result = old(msg);

    assertThat(texts(result, Place.SUBJECT)).containsExactly("主题");
    assertThat(texts(result, Place.BODY)).contains("正文在此");
    assertThat(allText(result)).contains("机密★10年");
    assertThat(text(result, "1/2/附件.txt")).isEqualTo("附件内容");
    assertThat(unread(result)).isEmpty();
  }

  @Test
  void aStorageThatAMessageCarriesAndThatIsNoMessageIsAPieceOfItsOwn() throws IOException {
    byte[] msg;
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      DirectoryEntry root = files.getRoot();
      put(root, "__properties_version1.0", new byte[32]);
      put(root, "__substg1.0_1000001F", "正文在此".getBytes(UTF_16LE));
      DirectoryEntry file = root.createDirectory("__attach_version1.0_#00000000");
      put(file, "__properties_version1.0", new byte[8]);
      DirectoryEntry storage = file.createDirectory("__substg1.0_3701000D");
      put(storage, "CONTENTS", "机密★10年".getBytes(UTF_8));
      msg = bytes(files::writeFilesystem);
    }

    assertThat(unread(old(msg))).containsExactly("1/2:UNKNOWN_FORMAT");
  }

  private static void put(DirectoryEntry where, String name, byte[] bytes) throws IOException {
    where.createDocument(name, new ByteArrayInputStream(bytes));
  }

  private static byte[] ole(String name, byte[] stream) throws IOException {
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      put(files.getRoot(), name, stream);
      return bytes(files::writeFilesystem);
    }
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }
}
