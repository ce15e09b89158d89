package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Makes a winmail.dat as Outlook does, attribute by attribute. */
final class Winmail {
  private static final int LONG_NAME = 0x3707;
  private static final byte[] MESSAGE = {
    7, 3, 2, 0, 0, 0, 0, 0, (byte) 0xC0, 0, 0, 0, 0, 0, 0, 0x46
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Winmail() {
    u32(out, 0x223E9F78L);
    u16(out, 1);
    attribute(1, 0x00089006L, bytes(0, 0, 1, 0));
    attribute(1, 0x00069007L, bytes(0xA8, 3, 0, 0, 0, 0, 0, 0));
  }

  Winmail subject(String subject, Charset charset) {
    return attribute(1, 0x00018004L, ended(subject.getBytes(charset)));
  }

  Winmail body(String text, Charset charset) {
    return attribute(1, 0x0002800CL, ended(text.getBytes(charset)));
  }

  /** A body in the message's properties: of 0x1000 text, of 0x1013 HTML. */
  Winmail wideBody(int property, String text) {
    return attribute(1, 0x00069003L, properties(variable(0x1F, property, wide(text))));
  }

  /** A packed RTF body that makes no use of the packing. */
  Winmail rtf(String rtf) {
    return rtfPacked(plain(rtf.getBytes(US_ASCII)));
  }

  Winmail rtfPacked(byte[] packed) {
    return attribute(1, 0x00069003L, properties(variable(0x102, 0x1009, packed)));
  }

  Winmail file(String shortName, String longName, byte[] content) {
    attribute(2, 0x00069002L, new byte[14]);
    attribute(2, 0x00018010L, ended(shortName.getBytes(US_ASCII)));
    attribute(2, 0x0006800FL, content);
    return attribute(
        2, 0x00069005L, properties(variable(0x1F, LONG_NAME, wide(longName)), fixed(3, 0x3705, 4)));
  }

  Winmail icon(byte[] picture) {
    return attribute(2, 0x00068011L, picture);
  }

  Winmail inside(Winmail other) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes(MESSAGE);
    object.writeBytes(other.bytes());
    attribute(2, 0x00069002L, new byte[14]);
    return attribute(2, 0x00069005L, properties(variable(0x0D, 0x3701, object.toByteArray())));
  }

  Winmail attribute(int level, long id, byte[] data) {
    out.write(level);
    u32(out, id);
    u32(out, data.length);
    out.writeBytes(data);
    int sum = 0;
    for (byte b : data) {
      sum += b & 0xFF;
    }
    u16(out, sum & 0xFFFF);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static byte[] plain(byte[] rtf) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    u32(packed, rtf.length + 12L);
    u32(packed, rtf.length);
    u32(packed, 0x414C454DL);
    u32(packed, 0);
    packed.writeBytes(rtf);
    return packed.toByteArray();
  }

  private static byte[] properties(byte[]... all) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    u32(list, all.length);
    for (byte[] each : all) {
      list.writeBytes(each);
    }
    return list.toByteArray();
  }

  private static byte[] variable(int type, int id, byte[] value) {
    ByteArrayOutputStream property = new ByteArrayOutputStream();
    u16(property, type);
    u16(property, id);
    u32(property, 1);
    u32(property, value.length);
    property.writeBytes(value);
    while (property.size() % 4 != 0) {
      property.write(0);
    }
    return property.toByteArray();
  }

  private static byte[] fixed(int type, int id, int bytes) {
    ByteArrayOutputStream property = new ByteArrayOutputStream();
    u16(property, type);
    u16(property, id);
    property.writeBytes(new byte[bytes]);
    return property.toByteArray();
  }

  private static byte[] wide(String text) {
    return (text + "\0").getBytes(UTF_16LE);
  }

  private static byte[] ended(byte[] text) {
    return java.util.Arrays.copyOf(text, text.length + 1);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  private static void u32(ByteArrayOutputStream out, long value) {
    u16(out, (int) value);
    u16(out, (int) (value >> 16));
  }
}
