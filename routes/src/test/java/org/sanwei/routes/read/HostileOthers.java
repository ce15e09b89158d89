package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sanwei.routes.read.Hostile.file;
import static org.sanwei.routes.read.Hostile.mail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Pictures that would fill any memory, mails without a floor, files under other files' names. */
final class HostileOthers {
  private static final byte[] PROGRAM =
      ByteBuffer.allocate(200).put("MZ\u0090\0\3\0\0\0".getBytes(ISO_8859_1)).array();

  private HostileOthers() {}

  static List<Hostile> all() {
    return List.of(
        file("a PNG of 30,000 squared in 109 KB", () -> png(30_000)),
        file("a PNG that ends in its head", () -> Arrays.copyOf(png(100), 20)),
        file("a TIFF of 60,000 squared", () -> tiff(60_000, 0)),
        file("a TIFF whose directory is its own next", () -> tiff(100, 8)),
        file("a TIFF whose directory is beyond its end", () -> tiff(100, 1 << 30)),
        file("a TIFF cut in its directory", () -> Arrays.copyOf(tiff(100, 0), 16)),
        file("a TIFF of 9,999 empty pages", HostileOthers::manyPages),
        file("a GIF that is a zip besides", HostileOthers::gifZip),
        file("a picture with a RAR behind it", HostileOthers::gifRar),
        mail("multiparts 5,000 deep", HostileOthers::deepMime),
        mail("mails in mails, 5,000 deep", HostileOthers::deepMails),
        mail("10,000 parts", HostileOthers::manyParts),
        mail(
            "a head of 100,000 lines",
            () -> ("To: a\r\n".repeat(100_000) + "\r\nx").getBytes(UTF_8)),
        mail("a multipart without an end", () -> mime("--b\r\n\r\nx")),
        mail("base64 that is none", HostileOthers::noBase64),
        mail("a program named as a PDF", () -> Mails.carrying("report.pdf", PROGRAM)),
        mail("a program named as a text", () -> Mails.carrying("report.txt", PROGRAM)),
        mail("a program named as a paper", () -> Mails.carrying("report.docx", PROGRAM)),
        mail("a bomb named as a picture", () -> Mails.carrying("a.jpg", Bomb.zip())),
        file("an OLE file whose sectors go in a circle", HostileOthers::oleCircle),
        file("an OLE file that claims a billion sectors", HostileOthers::oleClaims),
        file("an OLE file of noise", HostileOthers::oleNoise),
        file("rich text 100,000 deep", () -> ("{\\rtf1" + "{".repeat(100_000)).getBytes(UTF_8)),
        file("a winmail.dat that lies", () -> HexFormat.of().parseHex("789f3e220100ffffffff7f")));
  }

  /** Holds the one bomb that comes under a wrong name. */
  private static final class Bomb {
    static byte[] zip() {
      return Zips.zip().packed("a.txt", Zips.deflated(Zips.spaces(1 << 20), 100)).bytes();
    }
  }

  private static byte[] png(int side) {
    ByteBuffer head = ByteBuffer.allocate(13);
    head.putInt(side).putInt(side).put((byte) 1).put((byte) 0).put((byte) 0).put((byte) 0);
    Deflater deflater = new Deflater(9);
    byte[] row = new byte[1 + side / 8];
    byte[] packed = new byte[1 << 20];
    int length = 0;
    for (int y = 0; y < side; y++) {
      deflater.setInput(row);
      length += deflater.deflate(packed, length, packed.length - length);
    }
    deflater.finish();
    length += deflater.deflate(packed, length, packed.length - length);
    deflater.end();
    ByteBuffer out = ByteBuffer.allocate(8 + 25 + 12 + length + 12);
    out.put(HexFormat.of().parseHex("89504e470d0a1a0a"));
    chunk(out, "IHDR", head.array());
    chunk(out, "IDAT", Arrays.copyOf(packed, length));
    chunk(out, "IEND", new byte[0]);
    return out.array();
  }

  private static void chunk(ByteBuffer out, String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(data);
    out.putInt(data.length).put(type.getBytes(ISO_8859_1)).put(data).putInt((int) crc.getValue());
  }

  private static byte[] tiff(int side, int next) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 3 * 12 + 4 + 8).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 3);
    for (int[] tag : new int[][] {{256, side}, {257, side}, {273, 8}}) {
      tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    return tiff.putInt(next).array();
  }

  private static byte[] manyPages() {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 9_999 * 6).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
    for (int n = 1; n < 9_999; n++) {
      tiff.putShort((short) 0).putInt(8 + n * 6);
    }
    return tiff.array();
  }

  private static byte[] gifZip() {
    return Zips.zip().with("a.txt", "x").before("GIF89a".getBytes(UTF_8)).bytes();
  }

  private static byte[] gifRar() {
    byte[] rar = ArchiveReadingTest.rar(new byte[] {'a'}, new byte[] {'x'}, 0);
    return ByteBuffer.allocate(6 + rar.length).put("GIF89a".getBytes(UTF_8)).put(rar).array();
  }

  private static byte[] deepMime() {
    StringBuilder mail = new StringBuilder("Subject: x\r\n");
    for (int n = 0; n < 5_000; n++) {
      String type = "Content-Type: multipart/mixed; boundary=b" + n;
      mail.append(type).append("\r\n\r\n--b").append(n).append("\r\n");
    }
    return mail.toString().getBytes(UTF_8);
  }

  private static byte[] deepMails() {
    return "Content-Type: message/rfc822\r\n\r\n".repeat(5_000).getBytes(UTF_8);
  }

  private static byte[] manyParts() {
    return mime("--b\r\n\r\nx\r\n".repeat(10_000) + "--b--\r\n");
  }

  private static byte[] mime(String body) {
    return ("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body).getBytes(UTF_8);
  }

  private static byte[] noBase64() {
    return mime("--b\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--b--\r\n");
  }

  private static byte[] ole() {
    ByteBuffer ole = ByteBuffer.allocate(512 * 3).order(ByteOrder.LITTLE_ENDIAN);
    ole.put(HexFormat.of().parseHex("d0cf11e0a1b11ae1"));
    ole.putShort(24, (short) 0x3E).putShort(26, (short) 3).putShort(28, (short) -2);
    ole.putShort(30, (short) 9).putShort(32, (short) 6).putInt(44, 1).putInt(48, 1);
    ole.putInt(56, 4096).putInt(60, -2).putInt(68, -2);
    for (int n = 0; n < 109; n++) {
      ole.putInt(76 + 4 * n, n == 0 ? 0 : -1);
    }
    for (int n = 0; n < 128; n++) {
      ole.putInt(512 + 4 * n, -1);
    }
    ole.putInt(512, -3).putInt(516, -2);
    return ole.array();
  }

  private static byte[] oleCircle() {
    byte[] ole = ole();
    ByteBuffer.wrap(ole).order(ByteOrder.LITTLE_ENDIAN).putInt(516, 1);
    return ole;
  }

  private static byte[] oleClaims() {
    byte[] ole = ole();
    ByteBuffer.wrap(ole).order(ByteOrder.LITTLE_ENDIAN).putInt(44, 1_000_000_000);
    return ole;
  }

  private static byte[] oleNoise() {
    byte[] ole = ole();
    for (int i = 512; i < ole.length; i++) {
      ole[i] = (byte) (i * 17);
    }
    return ole;
  }
}
