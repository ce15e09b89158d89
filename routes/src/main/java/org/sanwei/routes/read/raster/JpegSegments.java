package org.sanwei.routes.read.raster;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Walks the segments of a JPEG: one frame within the limits, a bounded number of scans. Comments
 * and what applications put in are left out, the marker of Adobe's colours excepted; how the camera
 * was held is noted.
 */
final class JpegSegments {
  private static final int MOST_SCANS = 60;

  private final byte[] bytes;
  private final Bytes in;
  private final PictureLimits limits;
  private final ByteArrayOutputStream kept;
  private long width;
  private long height;
  private int components;
  private boolean adobe;
  private int orientation;
  private int scans;

  JpegSegments(byte[] bytes, PictureLimits limits) {
    this.bytes = bytes;
    this.in = new Bytes(bytes, false);
    this.limits = limits;
    this.kept = new ByteArrayOutputStream(bytes.length);
  }

  Picture picture() {
    kept.write(bytes, 0, 2);
    long at = 2;
    while (true) {
      at = fill(at);
      int marker = in.byteAt(at + 1);
      if (marker == 0xD9) {
        kept.write(bytes, (int) at, 2);
        return done();
      }
      int length = in.shortAt(at + 2);
      if (length < 2 || !in.has(at + 2, length)) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      frame(marker, at);
      if (!leftOut(marker, at)) {
        kept.write(bytes, (int) at, length + 2);
      }
      at += length + 2;
      if (marker == 0xDA) {
        at = scan(at);
      }
    }
  }

  private Picture done() {
    if (width == 0 || scans == 0) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    if (components == 4 && !adobe) {
      throw new Bytes.No(Refusal.UNSUPPORTED); // nobody says which end of a sample is white
    }
    PageShape shape = new PageShape((int) width, (int) height, 0, 0, false);
    return new Picture.Sound(
        PictureFormat.JPEG, List.of(shape), kept.toByteArray(), Math.max(orientation, 1));
  }

  private long fill(long at) {
    long next = at;
    if (in.byteAt(next) != 0xFF) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    while (in.byteAt(next + 1) == 0xFF) {
      next++;
    }
    return next;
  }

  private boolean leftOut(int marker, long at) {
    boolean application = marker >= 0xE0 && marker <= 0xEF;
    if (marker == 0xE1 && orientation == 0 && in.startsWith(at + 4, "Exif")) {
      orientation = ExifOrientation.of(bytes, (int) at + 4, in.shortAt(at + 2) - 2);
    }
    boolean colours = marker == 0xEE && in.startsWith(at + 4, "Adobe");
    adobe |= colours;
    return marker == 0xFE || application && !colours;
  }

  private void frame(int marker, long at) {
    boolean frame = marker >= 0xC0 && marker <= 0xCF;
    if (!frame || marker == 0xC4 || marker == 0xC8 || marker == 0xCC) {
      return;
    }
    if (marker > 0xC2) {
      throw new Bytes.No(Refusal.UNSUPPORTED);
    }
    if (width != 0) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    height = in.shortAt(at + 5);
    width = in.shortAt(at + 7);
    components = in.byteAt(at + 9);
    if (!limits.holds(width, height)) {
      throw new Bytes.No(width == 0 || height == 0 ? Refusal.BROKEN : Refusal.TOO_LARGE);
    }
    if (in.byteAt(at + 4) != 8 || components < 1 || components > 4) {
      throw new Bytes.No(Refusal.UNSUPPORTED);
    }
  }

  /** Past the coded data of a scan. */
  private long scan(long start) {
    if (width == 0) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    if (++scans > MOST_SCANS) {
      throw new Bytes.No(Refusal.TOO_LARGE);
    }
    int at = (int) start;
    while (at + 1 < bytes.length) {
      int next = bytes[at + 1] & 0xFF;
      boolean data = next == 0 || next >= 0xD0 && next <= 0xD7 || next == 0xFF;
      if (bytes[at] == (byte) 0xFF && !data) {
        kept.write(bytes, (int) start, at - (int) start);
        return at;
      }
      at++;
    }
    throw new Bytes.No(Refusal.BROKEN);
  }
}
