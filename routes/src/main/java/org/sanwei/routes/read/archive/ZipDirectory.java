package org.sanwei.routes.read.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where a zip's directory stands, found from the file's end. {@code shift} is what stands before
 * the zip in the file; {@code odd} says that the ends do not meet.
 */
record ZipDirectory(int start, int entries, int shift, byte[] comment, boolean odd) {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64_BYTES = 56;
  private static final int MOST_COMMENT = 0xFFFF;
  private static final int MOST_ENTRIES = 1_000_000;

  /** Null where there is none. */
  static @Nullable ZipDirectory find(ByteBuffer zip) {
    int lowest = Math.max(0, zip.limit() - END_BYTES - MOST_COMMENT);
    for (int at = zip.limit() - END_BYTES; at >= lowest; at--) {
      if (zip.getInt(at) == END) {
        return at(zip, at);
      }
    }
    return null;
  }

  /** Whether a zip ends exactly where the bytes end, or anywhere near with a directory before. */
  static boolean near(byte[] bytes, boolean atTheEnd) {
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    @Nullable ZipDirectory directory = find(zip);
    return directory != null
        && directory.entries > 0
        && directory.start + 4 <= bytes.length
        && zip.getInt(directory.start) == Zip.CENTRAL
        && !(atTheEnd && directory.odd);
  }

  private static @Nullable ZipDirectory at(ByteBuffer zip, int end) {
    int commentLength = Short.toUnsignedInt(zip.getShort(end + 20));
    int commentEnd = Math.min(zip.limit(), end + END_BYTES + commentLength);
    byte[] comment = new byte[commentEnd - end - END_BYTES];
    zip.get(end + END_BYTES, comment);
    boolean odd = end + END_BYTES + commentLength != zip.limit();
    odd |= zip.getInt(end + 4) != 0; // disks
    long entries = Short.toUnsignedInt(zip.getShort(end + 10));
    long size = Integer.toUnsignedLong(zip.getInt(end + 12));
    long offset = Integer.toUnsignedLong(zip.getInt(end + 16));
    int directoryEnd = end;
    int locator = end - LOCATOR_BYTES;
    if (locator >= 0 && zip.getInt(locator) == LOCATOR_64) {
      int end64 = locator - END_64_BYTES;
      if (end64 < 0 || zip.getInt(end64) != END_64) {
        return null;
      }
      entries = zip.getLong(end64 + 32);
      size = zip.getLong(end64 + 40);
      offset = zip.getLong(end64 + 48);
      directoryEnd = end64;
    }
    if (size < 0 || size > directoryEnd || entries < 0 || entries > MOST_ENTRIES) {
      return null;
    }
    int start = directoryEnd - (int) size;
    boolean moved = offset != start;
    int shift = offset >= 0 && offset < start ? start - (int) offset : 0;
    return new ZipDirectory(start, (int) entries, shift, comment, odd || moved);
  }
}
