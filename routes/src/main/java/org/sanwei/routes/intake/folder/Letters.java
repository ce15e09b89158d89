package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Bytes to letters, strictly. */
final class Letters {
  static final Charset GB18030 = Charset.forName("GB18030");

  private Letters() {}

  /** The text, or null for bytes that are none in this charset. */
  static @Nullable String strict(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** UTF-8, else GB18030, else byte by byte: for names and facts, which must never fail. */
  static String likeliest(byte[] bytes) {
    @Nullable String utf8 = strict(bytes, UTF_8);
    if (utf8 != null) {
      return utf8;
    }
    @Nullable String chinese = strict(bytes, GB18030);
    return chinese != null ? chinese : new String(bytes, ISO_8859_1);
  }
}
