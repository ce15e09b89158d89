package org.sanwei.config.judge;

import java.text.Normalizer;

/**
 * What one character of a text is read as, in one look into a table: width and compatibility forms
 * folded (NFKD), {@link Variants} replaced, capitals, digits of other scripts as ours, what is
 * invisible dropped.
 */
final class Folding {
  /** The character is not there for a reader. */
  static final char DROPPED = '\uFFFE';

  /** The character is read as several, or stands for what follows it: see {@link #read}. */
  static final char SEVERAL = '\uFFFF';

  /** A sign of its own, which marks: not folded to 秘. */
  private static final int SECRET_SIGN = 0x3299;

  private static final int HANGUL = 0xAC00;
  private static final int HANGUL_END = 0xD7A3;

  private static final String BLANKS = "\u3000\u00A0\u2800\u3164\u115F\u1160\uFFA0";
  private static final String BREAKS = "\n\u000B\u0085\u2028\u2029";
  private static final String SPELLERS = "&\\%=\t\r";

  /**
   * Filled as characters come up, by any thread: each writes the same. Zero is not looked up yet.
   */
  private static final char[] TABLE = new char[Character.MAX_VALUE + 1];

  private Folding() {}

  /** Takes the characters that another is read as. */
  interface Taker {
    void take(int cp);
  }

  /** What {@code c} is read as, or {@link #DROPPED}, or {@link #SEVERAL}. */
  static char of(char c) {
    char known = TABLE[c];
    if (known == 0) {
      known = lookUp(c);
      TABLE[c] = known;
    }
    return known;
  }

  private static char lookUp(char c) {
    if (asIs(c)) {
      return (char) Variants.of(c);
    }
    if (SPELLERS.indexOf(c) >= 0 || Character.isSurrogate(c)) {
      return SEVERAL;
    }
    if (BLANKS.indexOf(c) >= 0) {
      return ' ';
    }
    if (BREAKS.indexOf(c) >= 0) {
      return '\n';
    }
    return c == '\f' ? c : c == Character.MAX_VALUE ? '\uFFFD' : folded(c);
  }

  /** Reads any code point, those that have no entry in the table too. */
  static void read(int cp, Taker taker) {
    char one = cp <= Character.MAX_VALUE ? of((char) cp) : SEVERAL;
    if (one != SEVERAL) {
      if (one != DROPPED) {
        taker.take(one);
      }
      return;
    }
    if (cp < 0x80) {
      taker.take(cp == '\t' ? ' ' : cp == '\r' ? '\n' : cp);
      return;
    }
    int letter = enclosed(cp);
    if (letter > 0) {
      taker.take(letter);
      return;
    }
    if (cp >= 0x1F200 && cp <= 0x1F265) {
      taker.take(cp);
      return;
    }
    Normalizer.normalize(Character.toString(cp), Normalizer.Form.NFKD)
        .codePoints()
        .forEach(part -> one(part, taker));
  }

  private static void one(int part, Taker taker) {
    if (Character.isSpaceChar(part)) {
      taker.take(' ');
    } else if (!invisible(part)) {
      taker.take(simple(part));
    }
  }

  /** Letters on coloured squares and discs, and those that flags are made of. */
  private static int enclosed(int cp) {
    if (cp >= 0x1F150 && cp <= 0x1F169) {
      return 'A' + cp - 0x1F150;
    }
    if (cp >= 0x1F170 && cp <= 0x1F189) {
      return 'A' + cp - 0x1F170;
    }
    return cp >= 0x1F1E6 && cp <= 0x1F1FF ? 'A' + cp - 0x1F1E6 : -1;
  }

  private static boolean asIs(int cp) {
    return (cp >= 0x3400 && cp <= 0x9FFF)
        || (cp >= HANGUL && cp <= HANGUL_END)
        || cp == SECRET_SIGN;
  }

  private static char folded(char c) {
    String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
    StringBuilder out = new StringBuilder();
    parts.codePoints().forEach(part -> one(part, out::appendCodePoint));
    if (out.length() == 0) {
      return DROPPED;
    }
    return out.length() == 1 ? out.charAt(0) : SEVERAL;
  }

  private static int simple(int cp) {
    int digit = Character.digit(cp, 10);
    if (digit >= 0) {
      return '0' + digit;
    }
    int variant = Variants.of(cp);
    return variant == cp ? Variants.of(Character.toUpperCase(cp)) : variant;
  }

  private static boolean invisible(int cp) {
    return switch (Character.getType(cp)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
