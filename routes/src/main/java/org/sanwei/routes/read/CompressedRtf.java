package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Undoes the packing of an RTF body (MS-OXRTFCP): runs of a 4 KB window that begins with words. */
final class CompressedRtf {
  private static final int PACKED = 0x75465A4C;
  private static final int PLAIN = 0x414C454D;
  private static final int WINDOW = 4096;
  private static final byte[] WORDS =
      ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
              + "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
              + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
          .getBytes(US_ASCII);

  private CompressedRtf() {}

  /**
   * @throws LittleEndian.Short when it breaks off, or says that it is larger than {@code most}
   */
  static byte[] unpacked(byte[] packed, int most) throws LittleEndian.Short {
    LittleEndian in = new LittleEndian(packed);
    in.u32();
    long size = in.u32();
    long kind = in.u32();
    in.u32();
    if (size > most) {
      throw new LittleEndian.Short();
    }
    if (kind == PLAIN) {
      return in.run(size);
    }
    if (kind != PACKED) {
      throw new LittleEndian.Short();
    }
    return inflated(in, (int) size);
  }

  private static byte[] inflated(LittleEndian in, int size) throws LittleEndian.Short {
    byte[] window = new byte[WINDOW];
    System.arraycopy(WORDS, 0, window, 0, WORDS.length);
    int write = WORDS.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(size, 1 << 20));
    while (true) {
      int flags = in.u8();
      for (int bit = 0; bit < 8; bit++) {
        if ((flags >> bit & 1) == 0) {
          byte letter = (byte) in.u8();
          out.write(letter);
          window[write] = letter;
          write = (write + 1) % WINDOW;
        } else {
          int token = in.u8() << 8 | in.u8();
          int from = token >> 4;
          if (from == write) {
            return whole(out, size);
          }
          for (int n = (token & 0xF) + 2; n > 0; n--) {
            byte letter = window[from];
            from = (from + 1) % WINDOW;
            out.write(letter);
            window[write] = letter;
            write = (write + 1) % WINDOW;
          }
        }
        if (out.size() > size) {
          throw new LittleEndian.Short();
        }
      }
    }
  }

  private static byte[] whole(ByteArrayOutputStream out, int size) throws LittleEndian.Short {
    if (out.size() != size) {
      throw new LittleEndian.Short();
    }
    return out.toByteArray();
  }
}
