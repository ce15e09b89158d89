package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text without guessing: UTF-8, the declared charsets and GB18030 are all tried strictly,
 * and every reading that is valid and differs counts. Only where bytes are valid UTF-8 and declared
 * as UTF-8 is GB18030 not tried: two witnesses agree, and nearly every Chinese text would otherwise
 * have a second, senseless reading. Nothing valid: the readings have U+FFFD and say so.
 */
record TextDecoding(List<Reading> readings, boolean damaged) {

  /** One way to read the bytes. {@code suffix} is empty for the likeliest. */
  record Reading(String suffix, String text) {}

  /** What mail systems write when they do not know: as good as nothing. */
  private static final Set<String> UNSAID =
      Set.of("", "unknown-8bit", "x-unknown", "unknown", "default", "8bit", "none");

  private static final Charset GB18030 = Charset.forName("GB18030");

  static TextDecoding of(byte[] bytes, List<String> declared) {
    @Nullable Bom bom = Bom.of(bytes);
    if (bom != null) {
      ByteBuffer rest = ByteBuffer.wrap(bytes, bom.length(), bytes.length - bom.length());
      @Nullable String text = strict(rest, bom.charset());
      return text == null
          ? damaged(bytes)
          : new TextDecoding(List.of(new Reading("", text)), false);
    }
    Set<Charset> charsets = new LinkedHashSet<>();
    boolean unknown = false;
    for (String name : declared) {
      if (UNSAID.contains(name.strip().toLowerCase(Locale.ROOT))) {
        continue;
      }
      @Nullable Charset charset = charset(name);
      unknown |= charset == null;
      if (charset != null) {
        charsets.add(charset);
      }
    }
    return tryAll(bytes, charsets, unknown);
  }

  /** The likeliest reading. */
  String first() {
    return readings.get(0).text();
  }

  private static TextDecoding tryAll(byte[] bytes, Set<Charset> declared, boolean unknown) {
    Set<Charset> charsets = new LinkedHashSet<>();
    charsets.add(UTF_8);
    charsets.addAll(declared);
    if (!declared.contains(UTF_8) || strict(ByteBuffer.wrap(bytes), UTF_8) == null) {
      charsets.add(GB18030);
    }
    List<Reading> readings = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Charset charset : charsets) {
      @Nullable String text = strict(ByteBuffer.wrap(bytes), charset);
      if (text != null && seen.add(text)) {
        readings.add(new Reading(readings.isEmpty() ? "" : suffix(charset), text));
      }
    }
    if (readings.isEmpty()) {
      return damaged(bytes);
    }
    return new TextDecoding(List.copyOf(readings), unknown);
  }

  private static TextDecoding damaged(byte[] bytes) {
    return new TextDecoding(
        List.of(
            new Reading("#damaged-utf-8", new String(bytes, UTF_8)),
            new Reading("#damaged-gb18030", new String(bytes, GB18030))),
        true);
  }

  private static String suffix(Charset charset) {
    return "#" + charset.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String strict(ByteBuffer bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** GB2312 and GBK are read as GB18030, which holds both. */
  private static @Nullable Charset charset(String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("gb") || name.equals("x-gbk") || name.equals("cp936")) {
      return GB18030;
    }
    try {
      Charset charset = Charset.forName(name);
      charset.newDecoder();
      return charset;
    } catch (IllegalCharsetNameException
        | UnsupportedCharsetException
        | UnsupportedOperationException e) {
      return null;
    }
  }
}
