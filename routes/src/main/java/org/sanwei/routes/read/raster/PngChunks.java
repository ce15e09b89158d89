package org.sanwei.routes.read.raster;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/**
 * Walks the chunks of a PNG and keeps those that a picture is made of. What else a PNG may carry
 * (texts, profiles, each packed and of any size) no decoder gets to see.
 */
final class PngChunks {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int MOST_CHUNKS = 100_000;

  private final byte[] bytes;
  private final Bytes in;
  private final PictureLimits limits;

  PngChunks(byte[] bytes, PictureLimits limits) {
    this.bytes = bytes;
    this.in = new Bytes(bytes, false);
    this.limits = limits;
  }

  Picture picture() {
    PageShape shape = header();
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE.length());
    long at = SIGNATURE.length();
    boolean data = false;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      long length = in.intAt(at);
      if (!in.has(at, length + 12)) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      if (in.startsWith(at + 4, "acTL")) {
        throw new Bytes.No(Refusal.UNSUPPORTED); // frames that nobody would read
      }
      if (KEPT.contains(name(at + 4))) {
        kept.write(bytes, (int) at, (int) length + 12);
      }
      data |= in.startsWith(at + 4, "IDAT");
      if (in.startsWith(at + 4, "IEND")) {
        if (!data) {
          throw new Bytes.No(Refusal.BROKEN);
        }
        return new Picture.Sound(PictureFormat.PNG, List.of(shape), kept.toByteArray());
      }
      at += length + 12;
    }
    throw new Bytes.No(Refusal.TOO_LARGE);
  }

  private PageShape header() {
    if (in.intAt(8) != 13 || !in.startsWith(12, "IHDR")) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    long width = in.intAt(16);
    long height = in.intAt(20);
    if (!limits.holds(width, height)) {
      throw new Bytes.No(width == 0 || height == 0 ? Refusal.BROKEN : Refusal.TOO_LARGE);
    }
    return new PageShape((int) width, (int) height, 0, 0, false);
  }

  private String name(long at) {
    StringBuilder name = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      name.append((char) in.byteAt(at + i));
    }
    return name.toString();
  }
}
