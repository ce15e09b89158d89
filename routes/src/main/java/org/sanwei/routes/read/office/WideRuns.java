package org.sanwei.routes.read.office;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Chinese letters that stand somewhere in a stream as UTF-16: art of words and the like, which no
 * table of text lists. What only looks like letters is among them; it is no mark either.
 */
final class WideRuns {
  private static final int LEAST_HAN = 2;

  /** From so many letters on, a run that a longer read text holds is no line of its own. */
  private static final int LONG = 12;

  /** Eight-bit text, taken two bytes a letter, looks like rare Chinese. */
  private static final int EIGHT_BIT_FROM = 8;

  private static final int MOST_UNENDED_CHARACTERS = 20_000;
  private static final int FIRST_SHOWN = 0x20;
  private static final int LAST_ASCII = 0x7E;
  private static final BitSet COMMON = common();

  private final Set<String> runs = new LinkedHashSet<>();
  private final Set<String> lines = new LinkedHashSet<>();
  private final String read;
  private final int mostCharacters;
  private final Runnable checkpoint;
  private int characters;
  private int unended;
  private boolean full;

  /**
   * @param read the text that is known already: what is a line of it is left out
   */
  WideRuns(String read, int mostCharacters, Runnable checkpoint) {
    this.read = squeezed(read);
    this.mostCharacters = mostCharacters;
    this.checkpoint = checkpoint;
    read.replace('\t', '\n').lines().map(WideRuns::squeezed).forEach(lines::add);
  }

  private static BitSet common() {
    CharsetEncoder encoder = Charset.forName("GB2312").newEncoder();
    BitSet common = new BitSet(Character.MAX_VALUE);
    for (int c = FIRST_SHOWN; c < Character.MIN_SURROGATE; c++) {
      common.set(c, c != LAST_ASCII + 1 && encoder.canEncode((char) c));
    }
    common.set(0xFF01, 0xFF5F);
    common.set(0xFFE5);
    return common;
  }

  /** Each run on a line of its own. */
  String text() {
    return String.join("\n", runs);
  }

  /** Whether there was more than is kept. */
  boolean full() {
    return full;
  }

  void add(byte[] stream) {
    from(stream, 0);
    from(stream, 1);
  }

  private void from(byte[] stream, int first) {
    StringBuilder run = new StringBuilder();
    int at = first;
    for (int n = 0; at + 1 < stream.length; at += 2, n++) {
      if (n % 100_000 == 0) {
        checkpoint.run();
      }
      char c = (char) (stream[at] & 0xFF | (stream[at + 1] & 0xFF) << Byte.SIZE);
      if (COMMON.get(c) || han(c)) {
        run.append(c);
      } else {
        end(run, c < FIRST_SHOWN);
      }
    }
    end(run, true);
  }

  private static boolean han(int c) {
    return c >= 0x3400 && c <= 0x4DB5 || c >= 0x4E00 && c <= 0x9FA5 || c >= 0xF900 && c <= 0xFA2D;
  }

  /**
   * @param ended whether a sign stands behind it that ends a text; anything else may be chance
   */
  private void end(StringBuilder run, boolean ended) {
    if (run.length() >= LEAST_HAN) {
      String text = run.toString().strip();
      if (text.chars().filter(WideRuns::han).count() >= LEAST_HAN
          && (ended || text.chars().allMatch(COMMON::get))
          && !eightBit(text)
          && !known(text)) {
        keep(text, ended);
      }
    }
    run.setLength(0);
  }

  private void keep(String text, boolean ended) {
    if (runs.contains(text) || !ended && unended + text.length() > MOST_UNENDED_CHARACTERS) {
      return;
    }
    if (characters + text.length() > mostCharacters) {
      full = true;
      return;
    }
    characters += text.length();
    unended += ended ? 0 : text.length();
    runs.add(text);
  }

  private static boolean eightBit(String text) {
    return text.length() >= EIGHT_BIT_FROM
        && text.chars().allMatch(c -> written(c & 0xFF) && written(c >> Byte.SIZE));
  }

  private static boolean written(int b) {
    return b >= FIRST_SHOWN && b <= LAST_ASCII || b == '\t' || b == '\n' || b == '\r';
  }

  /** A length that stands before or behind it may look like one more letter. */
  private boolean known(String run) {
    String text = squeezed(run);
    boolean before = text.charAt(0) <= LAST_ASCII;
    boolean behind = text.charAt(text.length() - 1) <= LAST_ASCII;
    int end = text.length() - 1;
    return lines.contains(text)
        || before && lines.contains(text.substring(1))
        || behind && lines.contains(text.substring(0, end))
        || before && behind && lines.contains(text.substring(1, end))
        || text.length() >= LONG && read.contains(text);
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .filter(c -> !Character.isWhitespace(c) && c >= FIRST_SHOWN)
        .forEach(c -> out.append((char) c));
    return out.toString();
  }
}
