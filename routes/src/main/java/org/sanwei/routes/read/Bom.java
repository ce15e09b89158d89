package org.sanwei.routes.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A byte order mark at the start of a text: how the rest is encoded, and how long the mark is. */
record Bom(Charset charset, int length) {

  static @Nullable Bom of(byte[] b) {
    if (starts(b, 0xEF, 0xBB, 0xBF)) {
      return new Bom(StandardCharsets.UTF_8, 3);
    }
    if (starts(b, 0xFF, 0xFE, 0, 0)) {
      return new Bom(Charset.forName("UTF-32LE"), 4);
    }
    if (starts(b, 0, 0, 0xFE, 0xFF)) {
      return new Bom(Charset.forName("UTF-32BE"), 4);
    }
    if (starts(b, 0xFF, 0xFE)) {
      return new Bom(StandardCharsets.UTF_16LE, 2);
    }
    return starts(b, 0xFE, 0xFF) ? new Bom(StandardCharsets.UTF_16BE, 2) : null;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
