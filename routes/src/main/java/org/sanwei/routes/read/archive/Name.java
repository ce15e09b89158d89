package org.sanwei.routes.read.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A name as an archive has it: {@code said} where the format fixes how letters are written, and
 * {@code bytes} where it does not. Either may be empty. {@code utf8} says that the archive calls
 * its bytes UTF-8. It is never used as a path.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
public record Name(String said, byte[] bytes, boolean utf8) {
  static final Name NONE = said("");
  private static final int HIGHEST_BYTE = 0xFF;

  static Name said(String letters) {
    return new Name(letters, new byte[0], false);
  }

  static Name raw(byte[] bytes, boolean utf8) {
    return new Name("", bytes, utf8);
  }

  /** Of letters that a library made of bytes one by one, or by a rule of its own. */
  static Name ofLatin1(String letters) {
    boolean bytes = letters.chars().allMatch(c -> c <= HIGHEST_BYTE);
    return bytes ? raw(letters.getBytes(ISO_8859_1), false) : said(letters);
  }

  /** Nothing was said. */
  public boolean isEmpty() {
    return said.isEmpty() && bytes.length == 0;
  }

  @Override
  public String toString() {
    return "Name[" + (said.length() + bytes.length) + "]";
  }
}
