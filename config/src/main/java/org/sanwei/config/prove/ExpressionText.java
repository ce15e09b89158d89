package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A short text that an RE2 expression finds, for the simpler part of the language: literals,
 * groups, alternatives (one of them), classes (their first member), repeats (as few as are
 * allowed). What it makes is only tried: nothing rests on its being right.
 */
final class ExpressionText {
  private static final int MOST_REPEATS = 50;

  private static final int MOST_TEXTS = 6;

  private final String re2;
  private final int which;
  private int at;
  private boolean beyond;

  private ExpressionText(String re2, int which) {
    this.re2 = re2;
    this.which = which;
  }

  /** Some; none where the expression has what this does not know. */
  static List<String> of(String re2) {
    Set<String> all = new LinkedHashSet<>();
    for (int which = 0; which < MOST_TEXTS; which++) {
      ExpressionText text = new ExpressionText(re2, which);
      String made = text.alternatives();
      if (!text.beyond && text.at == re2.length()) {
        all.add(made);
      }
    }
    return List.copyOf(all);
  }

  private String alternatives() {
    List<String> all = new ArrayList<>();
    all.add(sequence());
    while (!beyond && at < re2.length() && re2.charAt(at) == '|') {
      at++;
      all.add(sequence());
    }
    return all.get(which % all.size());
  }

  private String sequence() {
    StringBuilder all = new StringBuilder();
    while (!beyond && at < re2.length() && re2.charAt(at) != '|' && re2.charAt(at) != ')') {
      all.append(repeated(one()));
    }
    return all.toString();
  }

  private String one() {
    char c = re2.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> "某";
      case '(' -> group();
      case '[' -> charClass();
      case '\\' -> escaped();
      case '*', '+', '?', '{' -> fail();
      default -> Character.toString(c);
    };
  }

  private String group() {
    if (re2.startsWith("?:", at)) {
      at += 2;
    } else if (re2.startsWith("?", at)) {
      return fail();
    }
    String inner = alternatives();
    if (at >= re2.length() || re2.charAt(at) != ')') {
      return fail();
    }
    at++;
    return inner;
  }

  private String charClass() {
    int end = re2.indexOf(']', at + 1);
    String first =
        end < 0 || re2.charAt(at) == '^' || re2.charAt(at) == '[' || re2.charAt(at) == '\\'
            ? fail()
            : Character.toString(re2.charAt(at));
    at = end < 0 ? re2.length() : end + 1;
    return first;
  }

  private String escaped() {
    if (at >= re2.length()) {
      return fail();
    }
    char c = re2.charAt(at++);
    if (c == 'd') {
      return "1";
    }
    if (c == 's') {
      return " ";
    }
    return Character.isLetterOrDigit(c) ? fail() : Character.toString(c);
  }

  private String repeated(String one) {
    if (at >= re2.length()) {
      return one;
    }
    char c = re2.charAt(at);
    String made = one;
    if (c == '*' || c == '?') {
      at++;
      made = "";
    } else if (c == '+') {
      at++;
    } else if (c == '{') {
      made = one.repeat(counted());
    }
    if (at < re2.length() && re2.charAt(at) == '?') {
      at++;
    }
    return made;
  }

  private int counted() {
    int end = re2.indexOf('}', at);
    String inner = end < 0 ? "" : re2.substring(at + 1, end);
    String least = inner.contains(",") ? inner.substring(0, inner.indexOf(',')) : inner;
    at = end < 0 ? re2.length() : end + 1;
    boolean number =
        !least.isEmpty() && least.length() < 4 && least.chars().allMatch(Character::isDigit);
    if (!number || Integer.parseInt(least) > MOST_REPEATS) {
      fail();
      return 0;
    }
    return Integer.parseInt(least);
  }

  private String fail() {
    beyond = true;
    return "";
  }
}
