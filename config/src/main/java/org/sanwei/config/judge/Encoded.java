package org.sanwei.config.judge;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of base64 within a text (RFC 4648, either alphabet, padded or not, on one line or on
 * several) that decode to text: strict UTF-8, else strict GB18030. What decodes to no text is
 * nothing to report. Each character is decoded a fixed number of times.
 */
final class Encoded {
  /** Two Chinese characters in UTF-8. */
  private static final int SHORTEST = 8;

  /** Two in GB18030, with the padding that tells it from a word. */
  private static final int SHORTEST_PADDED = 6;

  private static final int GROUP = 4;

  /** One control in so many bytes is still a text. */
  private static final int MOST_CONTROLS = 8;

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    VALUES['-'] = VALUES['+'];
    VALUES['_'] = VALUES['/'];
  }

  private final String text;
  private final Predicate<Found> taker;
  private boolean going = true;
  private int counted;
  private int countedPoints;

  /** A block from one code point to another, and the text in it. */
  record Found(int start, int end, String text) {}

  /** A run of the alphabet, in chars; {@code whole} when it has its line to itself. */
  private record Run(int start, int end, boolean whole) {}

  private Encoded(String text, Predicate<Found> taker) {
    this.text = text;
    this.taker = taker;
  }

  /**
   * Gives one block after the other, so that no two need be in memory; false when {@code taker} did
   * and wanted no more.
   */
  static boolean each(String text, Predicate<Found> taker) {
    Encoded encoded = new Encoded(text, taker);
    encoded.look();
    return encoded.going;
  }

  private void look() {
    List<Run> lines = new ArrayList<>();
    int i = 0;
    while (i < text.length() && going) {
      if (value(text.charAt(i)) < 0) {
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && value(text.charAt(end)) >= 0) {
        end++;
      }
      Run run = new Run(i, end, alone(i, end));
      if (!lines.isEmpty() && !(run.whole() && follows(lines.get(lines.size() - 1), run))) {
        several(lines);
        lines.clear();
      }
      if (run.whole()) {
        lines.add(run);
        if (end < text.length() && text.charAt(end) == '=') {
          several(lines);
          lines.clear();
        }
      }
      one(run);
      i = end;
    }
    several(lines);
  }

  private void one(Run run) {
    boolean padded = run.end() < text.length() && text.charAt(run.end()) == '=';
    int shortest = padded ? SHORTEST_PADDED : SHORTEST;
    if (run.end() - run.start() >= shortest && looksCoded(run.start(), run.end())) {
      decode(run.start(), run.end(), text.substring(run.start(), run.end()), shortest);
    }
  }

  /**
   * Lines that belong together; without the first, or the last, too: those may be a heading and a
   * greeting.
   */
  private void several(List<Run> lines) {
    for (int first = 0; first < 2; first++) {
      for (int last = lines.size(); last > lines.size() - 2 && last - first >= 2; last--) {
        StringBuilder joined = new StringBuilder();
        for (Run line : lines.subList(first, last)) {
          joined.append(text, line.start(), line.end());
        }
        if (joined.length() >= SHORTEST) {
          decode(lines.get(first).start(), lines.get(last - 1).end(), joined.toString(), SHORTEST);
        }
      }
    }
  }

  /** Whether nothing but padding, quoting and spaces stands beside it on its line. */
  private boolean alone(int start, int end) {
    int before = start - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '>')) {
      before--;
    }
    int after = end;
    while (after < text.length() && " =\t\r".indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    return (before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '\r')
        && (after == text.length() || text.charAt(after) == '\n');
  }

  /** Whether the second stands on the line below the first. */
  private boolean follows(Run first, Run second) {
    int breaks = 0;
    for (int i = first.end(); i < second.start(); i++) {
      breaks += text.charAt(i) == '\n' ? 1 : 0;
    }
    return breaks == 1;
  }

  /** Words of a language have no digits and no capitals behind small letters. */
  private boolean looksCoded(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 'A' || (i > start && c <= 'Z' && text.charAt(i - 1) >= 'a')) {
        return true;
      }
    }
    return false;
  }

  /** From each of four places, for what stands right before a block shifts it. */
  private void decode(int start, int end, String block, int shortest) {
    for (int shift = 0; shift < GROUP && going && block.length() - shift >= shortest; shift++) {
      byte[] bytes = bytes(block, shift);
      String found = bytes == null ? null : text(bytes);
      if (found != null) {
        int from = codePoints(start);
        going = taker.test(new Found(from, from + text.codePointCount(start, end), found));
      }
    }
  }

  /** How many code points stand before a char; blocks come nearly in order. */
  private int codePoints(int at) {
    countedPoints +=
        at >= counted ? text.codePointCount(counted, at) : -text.codePointCount(at, counted);
    counted = at;
    return countedPoints;
  }

  private static boolean control(byte b) {
    return b == 0x7F || (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f');
  }

  /**
   * Null as soon as there are too many controls for a text. A few are what old programs end one
   * with, and stand for spaces then; in UTF-16 every second byte of Latin and of line ends is zero.
   */
  private static byte @Nullable [] bytes(String block, int from) {
    int length = block.length() - from;
    byte[] out = new byte[length * 3 / GROUP];
    int bits = 0;
    int held = 0;
    int n = 0;
    int controls = 0;
    int zeros = 0;
    for (int i = from; i < block.length() && n < out.length; i++) {
      bits = bits << 6 | value(block.charAt(i));
      held += 6;
      if (held >= 8) {
        held -= 8;
        byte b = (byte) (bits >> held);
        controls += control(b) ? 1 : 0;
        zeros += b == 0 ? 1 : 0;
        out[n++] = b;
        if (controls - zeros > 1 + n / MOST_CONTROLS) {
          return null;
        }
      }
    }
    return out;
  }

  private static @Nullable String text(byte[] bytes) {
    Charset wide = wide(bytes);
    String widely = wide == null ? null : strictly(bytes, wide);
    String narrowly = narrowly(bytes);
    // Where both can be meant both are looked at.
    return widely == null || narrowly == null
        ? (widely == null ? narrowly : widely)
        : widely + "\n" + narrowly;
  }

  private static @Nullable String narrowly(byte[] bytes) {
    byte[] visible = bytes.clone();
    for (int i = 0; i < visible.length; i++) {
      visible[i] = control(visible[i]) ? (byte) ' ' : visible[i];
    }
    String utf8 = strictly(visible, StandardCharsets.UTF_8);
    return utf8 == null ? strictly(visible, GB18030) : utf8;
  }

  /** UTF-16 by its mark, or by zeros at every other byte; null when it is nothing of the kind. */
  private static @Nullable Charset wide(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE) {
      return (bytes[0] & 0xFF) == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < bytes.length; i++) {
      zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    if (Math.min(zeros[0], zeros[1]) > 0 || zeros[0] == zeros[1]) {
      return null;
    }
    return zeros[0] > 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  /** Null when it is no text; a last character that was cut off is forgiven. */
  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, false);
    if (result.isError()) {
      return null;
    }
    out.flip();
    return out.length() == 0 ? null : out.toString();
  }

  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }
}
