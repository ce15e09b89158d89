package org.sanwei.config.judge;

import java.util.Map;

/**
 * Characters that stand in a text as a spelling of themselves: character references in HTML, with
 * their ampersand escaped again or not; {@code \}{@code uXXXX} of JSON and Java; the bytes of UTF-8
 * behind percent or equals signs (URLs, quoted-printable). What one look costs is bounded by what
 * it reads.
 */
final class References {
  private static final int MOST_DIGITS = 8;

  /** Names of what stands in or between marks; any other name is a gap (see {@link Gaps}). */
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("nbsp", 0xA0),
          Map.entry("ensp", 0x2002),
          Map.entry("emsp", 0x2003),
          Map.entry("thinsp", 0x2009),
          Map.entry("zwnj", 0x200C),
          Map.entry("zwj", 0x200D),
          Map.entry("shy", 0xAD),
          Map.entry("lrm", 0x200E),
          Map.entry("rlm", 0x200F),
          Map.entry("starf", 0x2605),
          Map.entry("bigstar", 0x2605),
          Map.entry("star", 0x2606),
          Map.entry("ast", (int) '*'),
          Map.entry("middot", 0xB7),
          Map.entry("colon", (int) ':'),
          Map.entry("lpar", (int) '('),
          Map.entry("rpar", (int) ')'),
          Map.entry("lsqb", (int) '['),
          Map.entry("rsqb", (int) ']'),
          Map.entry("lt", (int) '<'),
          Map.entry("gt", (int) '>'),
          Map.entry("quot", (int) '"'));

  private static final String[] AMPERSANDS = {"amp;", "#38;", "#x26;", "#X26;"};
  private static final int LONGEST_NAME = 8;

  private final int[] text;
  private final int length;
  private int value;

  References(int[] text, int length) {
    this.text = text;
    this.length = length;
  }

  /** The code point that was read last. */
  int value() {
    return value;
  }

  /** Just after the spelling of a character that begins at {@code at}; {@code at} if none does. */
  int end(int at) {
    return switch (text[at]) {
      case '&' -> reference(at);
      case '\\' -> escape(at);
      case '%', '=' -> bytes(at);
      default -> at;
    };
  }

  private int reference(int at) {
    int i = at + 1;
    for (int next = escapedAgain(i); next > i; next = escapedAgain(i)) {
      i = next;
    }
    int end = i < length && text[i] == '#' ? numeric(i + 1) : named(i);
    if (end < 0 && i > at + 1) {
      value = '&';
      end = i;
    }
    return Math.max(end, at);
  }

  private int escapedAgain(int i) {
    for (String ampersand : AMPERSANDS) {
      int k = 0;
      while (k < ampersand.length() && i + k < length && text[i + k] == ampersand.charAt(k)) {
        k++;
      }
      if (k == ampersand.length()) {
        return i + k;
      }
    }
    return i;
  }

  /** Without a semicolon only what cannot be meant otherwise. */
  private int numeric(int from) {
    boolean hex = from < length && (text[from] == 'x' || text[from] == 'X');
    int first = hex ? from + 1 : from;
    int i = first;
    int number = 0;
    while (i < length && text[i] == '0') {
      i++;
    }
    int shown = i;
    while (i < length && i - shown < MOST_DIGITS && digit(text[i], hex ? 16 : 10) >= 0) {
      number = number * (hex ? 16 : 10) + digit(text[i], hex ? 16 : 10);
      i++;
    }
    boolean closed = i < length && text[i] == ';';
    if (i == first || !Character.isValidCodePoint(number) || (!closed && number < 0x100)) {
      return -1;
    }
    value = number;
    return closed ? i + 1 : i;
  }

  private int named(int from) {
    StringBuilder name = new StringBuilder();
    int i = from;
    while (i < length && name.length() < LONGEST_NAME && text[i] < 0x80 && text[i] != ';') {
      name.append((char) text[i++]);
    }
    Integer cp = i < length && text[i] == ';' ? NAMES.get(name.toString()) : null;
    if (cp == null) {
      return -1;
    }
    value = cp;
    return i + 1;
  }

  private int escape(int at) {
    if (at + 6 > length || (text[at + 1] != 'u' && text[at + 1] != 'U')) {
      return at;
    }
    int number = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = digit(text[i], 16);
      if (digit < 0) {
        return at;
      }
      number = number * 16 + digit;
    }
    value = number;
    return at + 6;
  }

  /** One character of more than one byte, strictly. */
  private int bytes(int at) {
    int lead = octet(at, text[at]);
    int more = lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : 3;
    if (lead < 0xC2 || lead > 0xF4) {
      return at;
    }
    int number = lead & (0x3F >> more);
    int i = at + 3;
    for (int k = 0; k < more; k++) {
      i = softBreak(i, text[at]);
      int next = octet(i, text[at]);
      if (next < 0x80 || next > 0xBF) {
        return at;
      }
      number = number << 6 | (next & 0x3F);
      i += 3;
    }
    boolean shortest = number >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
    if (!shortest || !Character.isValidCodePoint(number)) {
      return at;
    }
    value = number;
    return i;
  }

  /** Quoted-printable breaks lines behind an equals sign. */
  private int softBreak(int i, int sign) {
    if (sign != '=' || i + 1 >= length || text[i] != '=') {
      return i;
    }
    int next = text[i + 1] == '\r' ? i + 2 : i + 1;
    return next < length && text[next] == '\n' ? next + 1 : i;
  }

  private int octet(int i, int sign) {
    if (i + 2 >= length || text[i] != sign) {
      return -1;
    }
    int high = digit(text[i + 1], 16);
    int low = digit(text[i + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int digit(int cp, int radix) {
    return cp < 0x80 ? Character.digit(cp, radix) : -1;
  }
}
