package org.sanwei.routes.read.ofd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanwei.routes.read.office.Heads;

/** Finds what an electronic seal shows: the pictures that stand in its DER. */
final class SealPictures {
  private static final int OCTETS = 0x04;
  private static final int SHORT = 0x80;
  private static final int MOST_LENGTH_BYTES = 4;

  private SealPictures() {}

  /**
   * Each picture as long as the octets say that hold it, or to the end where nothing says so.
   *
   * @param most after which no more are looked for
   */
  static List<byte[]> in(byte[] der, int most) {
    List<byte[]> found = new ArrayList<>();
    for (int at = 0; at < der.length && found.size() < most; at++) {
      if (Heads.sealed(der, at)) {
        int length = length(der, at);
        int end = length > 0 ? at + length : der.length;
        found.add(Arrays.copyOfRange(der, at, end));
        at = length > 0 ? end - 1 : at;
      }
    }
    return found;
  }

  /** The length that is written before the octets that begin here; 0 where there is none. */
  private static int length(byte[] der, int at) {
    if (at >= 2 && (der[at - 2] & 0xFF) == OCTETS) {
      int length = der[at - 1] & 0xFF;
      if (length < SHORT && length <= der.length - at) {
        return length;
      }
    }
    for (int bytes = 1; bytes <= MOST_LENGTH_BYTES; bytes++) {
      int from = at - bytes - 2;
      if (from >= 0 && (der[from] & 0xFF) == OCTETS && (der[from + 1] & 0xFF) == (SHORT | bytes)) {
        long length = 0;
        for (int i = at - bytes; i < at; i++) {
          length = length << Byte.SIZE | der[i] & 0xFF;
        }
        if (length > 0 && length <= der.length - at) {
          return (int) length;
        }
      }
    }
    return 0;
  }
}
