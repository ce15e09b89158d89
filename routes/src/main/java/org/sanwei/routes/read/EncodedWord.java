package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** One RFC 2047 word, {@code =?charset?B?...?=}; {@code end} is the index after it. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record EncodedWord(String charset, byte[] bytes, boolean broken, int end) {

  /** The word that starts exactly at {@code at}, or null. */
  static @Nullable EncodedWord at(String line, int at) {
    if (!line.startsWith("=?", at)) {
      return null;
    }
    int afterCharset = line.indexOf('?', at + 2);
    int afterKind = afterCharset < 0 ? -1 : line.indexOf('?', afterCharset + 1);
    int close = afterKind != afterCharset + 2 ? -1 : line.indexOf("?=", afterKind + 1);
    if (close < 0) {
      return null;
    }
    String charset = line.substring(at + 2, afterCharset);
    int language = charset.indexOf('*');
    charset = language < 0 ? charset : charset.substring(0, language);
    byte[] packed = line.substring(afterKind + 1, close).getBytes(ISO_8859_1);
    char kind = Character.toUpperCase(line.charAt(afterCharset + 1));
    if (kind != 'B' && kind != 'Q') {
      return null;
    }
    TransferEncoding decoded =
        kind == 'B'
            ? TransferEncoding.base64(packed)
            : TransferEncoding.quotedPrintable(spaced(packed));
    return new EncodedWord(charset, decoded.bytes(), decoded.broken(), close + 2);
  }

  /** Where the next word may start, or the line's end. */
  static int next(String line, int from) {
    int found = line.indexOf("=?", from);
    return found < 0 ? line.length() : found;
  }

  static int skipSpace(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static byte[] spaced(byte[] packed) {
    byte[] out = packed.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] == '_' ? (byte) ' ' : out[i];
    }
    return out;
  }
}
