package org.sanwei.gateway.officebook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** XLSX files as a spreadsheet writes them, and as nobody should. */
final class Sheets {
  private Sheets() {}

  /** One whose first sheet holds this XML. */
  static byte[] xlsx(String sheet, String strings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "[Content_Types].xml", "<Types/>");
      put(zip, "xl/worksheets/sheet1.xml", sheet);
      put(zip, "xl/sharedStrings.xml", strings);
    }
    return bytes.toByteArray();
  }

  /** Entries that nobody asks for, each of so many megabytes. */
  static byte[] bombs(int entries, int megabytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("xl/media/image" + i + ".png"));
        zip.write(new byte[megabytes << 20]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Megabytes of zeros in an entry that nobody asks for. */
  static byte[] bomb(int megabytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/media/image1.png"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < megabytes; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
