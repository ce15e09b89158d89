package org.sanwei.routes.read;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/** One picture group of an RTF while it is read: what it says it is, and its bytes. */
final class RtfPicture {
  private static final Set<String> READ = Set.of("pngblip", "jpegblip");

  /** Records of drawing calls, and bitmaps without a head. */
  private static final Set<String> DRAWN =
      Set.of("wmetafile", "emfblip", "dibitmap", "wbitmap", "macpict", "pmmetafile");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean read;
  private boolean drawn;
  private int high = -1;

  /** A control word within the group. */
  void word(String word) {
    read |= READ.contains(word);
    drawn |= DRAWN.contains(word);
  }

  void digit(int hex) {
    if (high < 0) {
      high = hex;
    } else {
      bytes.write(high << 4 | hex);
      high = -1;
    }
  }

  void raw(byte[] rtf, int from, int to) {
    bytes.write(rtf, from, to - from);
  }

  /** Half a byte is left over. */
  boolean broken() {
    return high >= 0;
  }

  /** A file by itself, and nothing else that a program might show in its place. */
  boolean file() {
    return read && !drawn;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
