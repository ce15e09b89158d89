package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zips made in memory, byte by byte, so that each may have its one defect. */
final class Zips {
  private static final int UTF_8_NAME = 1 << 11;

  /** An entry as it is to be written; the local header may tell another name. */
  private record Item(
      byte[] name, byte[] localName, int flags, int method, byte[] packed, byte[] content) {}

  private final List<Item> items = new ArrayList<>();
  private byte[] before = new byte[0];
  private byte[] between = new byte[0];
  private byte[] behind = new byte[0];
  private byte[] comment = new byte[0];
  private int timesListed = 1;

  static Zips zip() {
    return new Zips();
  }

  Zips with(String name, String text) {
    return with(name, text.getBytes(UTF_8));
  }

  Zips with(String name, byte[] content) {
    return item(name.getBytes(UTF_8), UTF_8_NAME, 8, deflated(content), content);
  }

  Zips stored(String name, byte[] content) {
    return item(name.getBytes(UTF_8), UTF_8_NAME, 0, content, content);
  }

  /** As Chinese programs before Unicode wrote them: bytes of GBK and no word of it. */
  Zips withRawName(byte[] name, byte[] content) {
    return item(name, 0, 8, deflated(content), content);
  }

  Zips withTwoNames(String name, String localName, byte[] content) {
    byte[] packed = deflated(content);
    items.add(
        new Item(name.getBytes(UTF_8), localName.getBytes(UTF_8), UTF_8_NAME, 8, packed, content));
    return this;
  }

  Zips encrypted(String name, byte[] content) {
    return item(name.getBytes(UTF_8), UTF_8_NAME | 1, 8, deflated(content), content);
  }

  Zips withMethod(String name, int method, byte[] content) {
    return item(name.getBytes(UTF_8), UTF_8_NAME, method, content, content);
  }

  Zips before(byte[] bytes) {
    before = bytes;
    return this;
  }

  Zips beforeTheDirectory(byte[] bytes) {
    between = bytes;
    return this;
  }

  Zips behind(byte[] bytes) {
    behind = bytes;
    return this;
  }

  Zips comment(byte[] bytes) {
    comment = bytes;
    return this;
  }

  /** Every entry so many times in the directory, all over the same bytes. */
  Zips listed(int times) {
    timesListed = times;
    return this;
  }

  /** What a library would not write: packed bytes of which only the beginning may be true. */
  Zips packed(String name, byte[] packed) {
    return item(name.getBytes(UTF_8), UTF_8_NAME, 8, packed, new byte[0]);
  }

  private Zips item(byte[] name, int flags, int method, byte[] packed, byte[] content) {
    items.add(new Item(name, name, flags, method, packed, content));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    out.writeBytes(before);
    int entries = 0;
    for (Item item : items) {
      int offset = out.size() - before.length;
      out.writeBytes(header(0x04034b50, item, item.localName(), offset));
      out.writeBytes(item.packed());
      for (int n = 0; n < timesListed; n++) {
        entries++;
        byte[] name = n == 0 ? item.name() : (n + "").getBytes(UTF_8);
        directory.writeBytes(header(0x02014b50, item, name, offset));
      }
    }
    out.writeBytes(between);
    int start = out.size() - before.length;
    out.writeBytes(directory.toByteArray());
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    end.putInt(directory.size()).putInt(start).putShort((short) comment.length);
    out.writeBytes(end.array());
    out.writeBytes(comment);
    out.writeBytes(behind);
    return out.toByteArray();
  }

  private static byte[] header(int sign, Item item, byte[] name, int offset) {
    boolean central = sign == 0x02014b50;
    ByteBuffer head =
        ByteBuffer.allocate((central ? 46 : 30) + name.length).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(item.content());
    head.putInt(sign);
    if (central) {
      head.putShort((short) 20);
    }
    head.putShort((short) 20).putShort((short) item.flags()).putShort((short) item.method());
    head.putInt(0).putInt((int) crc.getValue());
    head.putInt(item.packed().length).putInt(item.content().length);
    head.putShort((short) name.length).putShort((short) 0);
    if (central) {
      head.putShort((short) 0).putInt(0).putInt(0).putInt(offset);
    }
    head.put(name);
    return head.array();
  }

  static byte[] deflated(byte[] content) {
    return deflated(content, 1);
  }

  /** So many times the same, packed. */
  static byte[] deflated(byte[] content, int times) {
    Deflater deflater = new Deflater(9, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int n = 0; n < times; n++) {
      deflater.setInput(content);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** So many spaces. */
  static byte[] spaces(int count) {
    byte[] spaces = new byte[count];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }
}
