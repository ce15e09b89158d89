package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Papers of Word 97, of no more than one piece of text. */
final class Docs {
  private static final int TEXT_AT = 1536;
  private static final int PAIRS_AT = 154;
  private static final int STYLES = 1;
  private static final int RUNS = 12;
  private static final int PARAGRAPHS = 13;
  private static final int FONTS = 15;
  private static final int SETTINGS = 31;
  private static final int PIECES = 33;

  private Docs() {}

  /** A paragraph a line. */
  static byte[] doc(String text) throws IOException {
    byte[] letters = (text.replace('\n', '\r') + "\r").getBytes(UTF_16LE);
    int count = letters.length / 2;
    ByteBuffer main = ByteBuffer.allocate(TEXT_AT + (letters.length / 512 + 8) * 512);
    main.order(ByteOrder.LITTLE_ENDIAN);
    main.putShort(0, (short) 0xA5EC).putShort(2, (short) 193).putShort(10, (short) 0x0200);
    main.putInt(24, TEXT_AT).putInt(28, TEXT_AT + letters.length);
    main.putShort(32, (short) 14).putShort(62, (short) 22).putShort(152, (short) 93);
    main.putInt(64, TEXT_AT + letters.length).putInt(76, count);
    main.position(TEXT_AT);
    main.put(letters);
    int runs = formats(main, main.limit() - 1024, letters.length);
    int paragraphs = formats(main, main.limit() - 512, letters.length);
    main.put(paragraphs * 512 + 8, (byte) 0x80).put(paragraphs * 512 + 0x101, (byte) 1);
    ByteBuffer table = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    pair(main, STYLES, 0, 20);
    table.putShort(0, (short) 18).putShort(4, (short) 10);
    pair(main, FONTS, 300, 4);
    pair(main, RUNS, 400, 12);
    table.putInt(400, TEXT_AT).putInt(404, TEXT_AT + letters.length).putInt(408, runs);
    pair(main, PARAGRAPHS, 500, 12);
    table.putInt(500, TEXT_AT).putInt(504, TEXT_AT + letters.length).putInt(508, paragraphs);
    pair(main, SETTINGS, 1000, 600);
    pair(main, PIECES, 100, 21);
    table.put(100, (byte) 2).putInt(101, 16).putInt(105, 0).putInt(109, count);
    table.putInt(115, TEXT_AT);
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      files.createDocument(new ByteArrayInputStream(main.array()), "WordDocument");
      files.createDocument(new ByteArrayInputStream(table.array()), "1Table");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      files.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  /** A page of formats that has one, for all of the text; the page's number. */
  private static int formats(ByteBuffer main, int at, int textBytes) {
    main.putInt(at, TEXT_AT).putInt(at + 4, TEXT_AT + textBytes).put(at + 511, (byte) 1);
    return at / 512;
  }

  private static void pair(ByteBuffer main, int number, int at, int bytes) {
    main.putInt(PAIRS_AT + 8 * number, at).putInt(PAIRS_AT + 8 * number + 4, bytes);
  }
}
