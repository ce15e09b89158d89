package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.ArrayList;
import java.util.List;

/** A list of MAPI properties as winmail.dat carries them; values of fixed size are passed over. */
final class MapiProperties {
  static final int SUBJECT = 0x0037;
  static final int BODY = 0x1000;
  static final int RTF_COMPRESSED = 0x1009;
  static final int HTML = 0x1013;
  static final int ATTACHED = 0x3701;
  static final int SHORT_NAME = 0x3704;
  static final int LONG_NAME = 0x3707;
  static final int RENDERING = 0x3709;
  static final int MIME_TYPE = 0x370E;
  static final int DISPLAY_NAME = 0x3001;

  private static final int MOST = 10_000;
  private static final int MULTIPLE = 0x1000;
  private static final int STRING8 = 0x1E;
  private static final int UNICODE = 0x1F;
  private static final int OBJECT = 0x0D;
  private static final int BINARY = 0x102;

  /** A value of variable size; {@code text} for words, in which case {@code wide} tells UTF-16. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
  record Value(int id, boolean text, boolean wide, boolean object, byte[] bytes) {
    /** The words of a wide value, without the zero at their end. */
    String wideText() {
      String words = new String(bytes, UTF_16LE);
      int end = words.length();
      while (end > 0 && words.charAt(end - 1) == 0) {
        end--;
      }
      return words.substring(0, end);
    }
  }

  private final LittleEndian in;
  private final List<Value> values = new ArrayList<>();
  private int read;

  private MapiProperties(LittleEndian in) {
    this.in = in;
  }

  /** The values of one list. */
  static List<Value> of(byte[] data) throws LittleEndian.Short {
    MapiProperties properties = new MapiProperties(new LittleEndian(data));
    properties.list();
    return properties.values;
  }

  /** The values of several lists, one a recipient. */
  static List<Value> rows(byte[] data) throws LittleEndian.Short {
    MapiProperties properties = new MapiProperties(new LittleEndian(data));
    long rows = properties.in.u32();
    for (long row = 0; row < rows; row++) {
      properties.list();
    }
    return properties.values;
  }

  private void list() throws LittleEndian.Short {
    long count = in.u32();
    for (long i = 0; i < count; i++) {
      count();
      one();
    }
  }

  /** One more property, or one more value of a property that has several. */
  private void count() throws LittleEndian.Short {
    if (++read > MOST) {
      throw new LittleEndian.Short();
    }
  }

  private void one() throws LittleEndian.Short {
    int type = in.u16();
    int id = in.u16();
    if (id >= 0x8000) {
      name();
    }
    boolean multiple = (type & MULTIPLE) != 0;
    int kind = type & ~MULTIPLE;
    boolean variable = kind == STRING8 || kind == UNICODE || kind == OBJECT || kind == BINARY;
    long count = variable || multiple ? in.u32() : 1;
    for (long i = 0; i < count; i++) {
      if (!variable) {
        in.skip(fixed(kind));
        continue;
      }
      count();
      long length = in.u32();
      byte[] bytes = in.run(length);
      in.pad(length);
      boolean text = kind == STRING8 || kind == UNICODE;
      values.add(new Value(id, text, kind == UNICODE, kind == OBJECT, bytes));
    }
  }

  /** What a named property is called says nothing of the message. */
  private void name() throws LittleEndian.Short {
    in.skip(16);
    if (in.u32() == 0) {
      in.skip(4);
    } else {
      long length = in.u32();
      in.skip(length);
      in.pad(length);
    }
  }

  private static int fixed(int kind) throws LittleEndian.Short {
    return switch (kind) {
      case 0x01, 0x02, 0x03, 0x04, 0x0A, 0x0B -> 4;
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
      case 0x48 -> 16;
      default -> throw new LittleEndian.Short();
    };
  }
}
