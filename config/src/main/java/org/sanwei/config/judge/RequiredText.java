package org.sanwei.config.judge;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Texts of which every match of an RE2 expression holds at least one. Reads the syntax from the
 * left and claims nothing of what it does not know: a flag, a class, a counted repeat.
 */
final class RequiredText {
  private static final String SPECIAL = ".^$*+?()[]{}|\\";
  private static final String QUANTIFIERS = "*+?{";

  /** More alternatives than this cost more to look for than they save. */
  private static final int MOST = 64;

  private static final Comparator<Set<String>> BETTER =
      Comparator.comparingInt(RequiredText::shortest).thenComparingInt(texts -> -texts.size());

  private final int[] re2;
  private int at;

  private RequiredText(String re2) {
    this.re2 = re2.codePoints().toArray();
  }

  /** Empty when nothing is known to be needed. */
  static Optional<Set<String>> of(String re2) {
    RequiredText reading = new RequiredText(re2);
    try {
      Optional<Set<String>> texts = reading.alternatives();
      return reading.at == reading.re2.length ? texts : Optional.empty();
    } catch (Unknown e) {
      return Optional.empty();
    }
  }

  private static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super("not looked into", null, false, false);
    }
  }

  /** What any of the alternatives needs, if each needs something. */
  private Optional<Set<String>> alternatives() throws Unknown {
    Set<String> any = new LinkedHashSet<>();
    boolean each = true;
    do {
      Optional<Set<String>> one = sequence();
      each &= one.isPresent();
      one.ifPresent(any::addAll);
    } while (accept('|'));
    return each && any.size() <= MOST ? Optional.of(any) : Optional.empty();
  }

  /** The best of what the pieces of a sequence need. */
  private Optional<Set<String>> sequence() throws Unknown {
    Optional<Set<String>> best = Optional.empty();
    StringBuilder run = new StringBuilder();
    while (at < re2.length && re2[at] != '|' && re2[at] != ')') {
      int cp = re2[at];
      if (cp == '(') {
        best = better(best, run);
        Optional<Set<String>> group = group();
        best = needed() ? better(best, group) : best;
      } else if (cp == '[') {
        best = better(best, run);
        charClass();
        needed();
      } else if (cp == '.' || cp == '^' || cp == '$') {
        best = better(best, run);
        at++;
        needed();
      } else {
        int literal = literal();
        int mark = at;
        boolean wanted = needed();
        if (wanted && literal >= 0) {
          run.appendCodePoint(literal);
        }
        if (!wanted || at > mark || literal < 0) {
          best = better(best, run);
        }
      }
    }
    return better(best, run);
  }

  /** Passes over a quantifier; false when what stands before it may be left out. */
  private boolean needed() throws Unknown {
    boolean needed = true;
    while (at < re2.length && QUANTIFIERS.indexOf(re2[at]) >= 0) {
      if (re2[at] == '{') {
        throw new Unknown();
      }
      needed &= re2[at] == '+';
      at++;
      accept('?');
    }
    return needed;
  }

  private Optional<Set<String>> group() throws Unknown {
    at++;
    if (accept('?')) {
      if (!accept(':')) {
        throw new Unknown();
      }
    }
    Optional<Set<String>> texts = alternatives();
    if (!accept(')')) {
      throw new Unknown();
    }
    return texts;
  }

  private void charClass() throws Unknown {
    at++;
    accept('^');
    accept(']');
    while (at < re2.length && re2[at] != ']') {
      if (re2[at] == '[') {
        throw new Unknown();
      }
      at += re2[at] == '\\' ? 2 : 1;
    }
    if (!accept(']')) {
      throw new Unknown();
    }
  }

  /** The character that stands for itself, or -1 where a class or a place is meant. */
  private int literal() throws Unknown {
    int cp = re2[at++];
    if (cp != '\\') {
      if (SPECIAL.indexOf(cp) >= 0) {
        throw new Unknown();
      }
      return cp;
    }
    if (at >= re2.length) {
      throw new Unknown();
    }
    int escaped = re2[at++];
    if (SPECIAL.indexOf(escaped) >= 0 || "-/★".indexOf(escaped) >= 0) {
      return escaped;
    }
    if ("dDwWsSbB".indexOf(escaped) >= 0) {
      return -1;
    }
    throw new Unknown();
  }

  private boolean accept(int cp) {
    if (at < re2.length && re2[at] == cp) {
      at++;
      return true;
    }
    return false;
  }

  private static Optional<Set<String>> better(Optional<Set<String>> best, StringBuilder run) {
    String text = run.toString();
    run.setLength(0);
    return text.isEmpty() ? best : better(best, Optional.of(Set.of(text)));
  }

  private static Optional<Set<String>> better(
      Optional<Set<String>> one, Optional<Set<String>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return BETTER.compare(one.get(), other.get()) >= 0 ? one : other;
  }

  private static int shortest(Set<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }
}
