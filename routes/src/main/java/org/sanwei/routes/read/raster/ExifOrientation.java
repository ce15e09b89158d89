package org.sanwei.routes.read.raster;

import java.util.Arrays;

/**
 * How a camera was held, out of the Exif segment of a JPEG: 1 to 8 as Exif counts. Of a segment
 * that is broken, or says nothing of it, the answer is 1, as it stands.
 */
final class ExifOrientation {
  static final int AS_IT_STANDS = 1;
  private static final String SIGNATURE = "Exif\0\0";
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int MOST_ENTRIES = 200;

  private ExifOrientation() {}

  /** {@code start} is where the segment's content begins. */
  static int of(byte[] jpeg, int start, int length) {
    byte[] segment = Arrays.copyOfRange(jpeg, start, start + length);
    if (!new Bytes(segment, false).startsWith(0, SIGNATURE)) {
      return AS_IT_STANDS;
    }
    byte[] tiff = Arrays.copyOfRange(segment, SIGNATURE.length(), segment.length);
    try {
      return of(tiff);
    } catch (Bytes.Torn torn) {
      return AS_IT_STANDS;
    }
  }

  private static int of(byte[] tiff) {
    Bytes head = new Bytes(tiff, true);
    boolean little = head.startsWith(0, "II*\0");
    if (!little && !head.startsWith(0, "MM\0*")) {
      return AS_IT_STANDS;
    }
    Bytes in = new Bytes(tiff, little);
    long directory = in.intAt(4);
    int entries = Math.min(MOST_ENTRIES, in.shortAt(directory));
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + (long) i * ENTRY_BYTES;
      if (in.shortAt(at) == TAG) {
        int value = in.shortAt(at + 8);
        boolean sound = in.shortAt(at + 2) == SHORT && in.intAt(at + 4) == 1;
        return sound && value >= 1 && value <= 8 ? value : AS_IT_STANDS;
      }
    }
    return AS_IT_STANDS;
  }
}
