package org.sanwei.config.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a unit beside a word, in Arabic and Chinese figures: 3人, 1,200余名, 三十二人, 数十人, 1.2亿元,
 * 3百多万元. A number that is not exact counts as the least it can be: 数十 as 20, 十余 as 10.
 */
final class Numerals {
  /** Visible characters looked at on one side of the word. */
  private static final int REACH = 40;

  /** Visible characters between word and number. */
  private static final int GLUE = 12;

  /** What is larger counts as this. */
  private static final long MOST = 100_000_000_000_000_000L;

  private static final String SEPARATORS = "。;!?，,、\f";
  private static final String DIGITS = "零一二三四五六七八九";
  private static final String FORMAL = "〇壹贰叁肆伍陆柒捌玖";
  private static final String SCALES = "十百千万亿";
  private static final String FORMAL_SCALES = "拾佰仟";
  private static final String VAGUE = "数几";
  private static final String MORE = "余多几来";
  private static final int[] POWERS = {1, 2, 3, 4, 8};
  private static final long[] TENS = {1, 10, 100, 1_000};
  private static final List<String> FORWARD =
      List.of("造成", "致", "导致", "共", "有", "已", "其中", "等", "约", "近", "超", "至少", "另", "目前", "现场");

  private final List<int[]> units;

  Numerals(List<String> units) {
    this.units =
        units.stream()
            .map(NormalText::word)
            .filter(unit -> unit.length > 0)
            .sorted(Comparator.comparingInt((int[] unit) -> unit.length).reversed())
            .toList();
  }

  /** A number with its unit among the visible characters of a clause. */
  private record Token(int from, int to, BigDecimal value) {}

  /** What the two sides of a word say. */
  record Sides(OptionalInt before, OptionalInt after) {}

  /**
   * Where a number of {@code least} or more begins that stands before the word, and where one ends
   * that stands after it. Of 3人死亡12人受伤 the first number is that of 死亡, and what follows is
   * another's: so where the number before begins its clause, or follows a word such as 造成, only it
   * counts. Where that cannot be told both do.
   */
  Sides beside(NormalText text, int start, int end, BigDecimal least) {
    Clause left = Clause.before(text, start);
    Clause right = Clause.after(text, end);
    Token before = last(tokens(left), left.length());
    Token after = first(tokens(right));
    boolean only = before != null && begins(left, before.from());
    return new Sides(
        before != null && before.value().compareTo(least) >= 0
            ? OptionalInt.of(left.index(before.from()))
            : OptionalInt.empty(),
        !only && after != null && after.value().compareTo(least) >= 0
            ? OptionalInt.of(right.index(after.to() - 1) + 1)
            : OptionalInt.empty());
  }

  /** The visible characters of a clause on one side of a word, with the way back. */
  private record Clause(int[] cps, int[] indexes, int length) {
    static Clause after(NormalText text, int from) {
      int[] cps = new int[REACH];
      int[] indexes = new int[REACH];
      int n = 0;
      for (int i = from; i < Math.min(text.length(), from + Window.REACH) && n < REACH; i++) {
        if (ends(text, i)) {
          break;
        }
        if (!text.space(i)) {
          cps[n] = text.at(i);
          indexes[n++] = i;
        }
      }
      return new Clause(cps, indexes, n);
    }

    static Clause before(NormalText text, int to) {
      int n = REACH;
      int[] cps = new int[REACH];
      int[] indexes = new int[REACH];
      for (int i = to - 1; i >= Math.max(0, to - Window.REACH) && n > 0; i--) {
        if (ends(text, i)) {
          break;
        }
        if (!text.space(i)) {
          cps[--n] = text.at(i);
          indexes[n] = i;
        }
      }
      return new Clause(
          Arrays.copyOfRange(cps, n, REACH), Arrays.copyOfRange(indexes, n, REACH), REACH - n);
    }

    /** A comma between digits is a part of the number. */
    private static boolean ends(NormalText text, int i) {
      int cp = text.at(i);
      return SEPARATORS.indexOf(cp) >= 0
          && !(cp == ',' && digit(text.at(i - 1)) && digit(text.at(i + 1)));
    }

    int index(int i) {
      return indexes[i];
    }

    int at(int i) {
      return i < 0 || i >= length ? '\n' : cps[i];
    }

    boolean endsWith(String word, int to) {
      int[] wanted = word.codePoints().toArray();
      for (int k = 0; k < wanted.length; k++) {
        if (at(to - wanted.length + k) != wanted[k]) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean begins(Clause clause, int from) {
    return from == 0 || FORWARD.stream().anyMatch(word -> clause.endsWith(word, from));
  }

  private static @Nullable Token last(List<Token> tokens, int end) {
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    return last != null && end - last.to() <= GLUE ? last : null;
  }

  private static @Nullable Token first(List<Token> tokens) {
    return tokens.isEmpty() || tokens.get(0).from() > GLUE ? null : tokens.get(0);
  }

  private List<Token> tokens(Clause clause) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < clause.length(); ) {
      Reading reading = new Reading(clause, i);
      Token token = reading.number() ? reading.withUnit(units) : null;
      if (token != null) {
        tokens.add(token);
      }
      i = Math.max(i + 1, reading.at());
    }
    return tokens;
  }

  /** Reads one number from a place on. */
  private static final class Reading {
    private final Clause clause;
    private final int from;
    private int at;
    private BigDecimal value = BigDecimal.ZERO;

    Reading(Clause clause, int from) {
      this.clause = clause;
      this.from = from;
      this.at = from;
    }

    int at() {
      return at;
    }

    boolean number() {
      if (digit(clause.at(at))) {
        value = arabic();
      } else if (figure(clause.at(at)) >= 0 || scale(clause.at(at)) > 0 || vague()) {
        value = inChinese();
      } else {
        return false;
      }
      scales();
      if (MORE.indexOf(clause.at(at)) >= 0) {
        at++;
        scales();
      }
      return true;
    }

    @Nullable Token withUnit(List<int[]> units) {
      for (int[] unit : units) {
        int k = 0;
        while (k < unit.length && clause.at(at + k) == unit[k]) {
          k++;
        }
        if (k == unit.length) {
          at += k;
          return new Token(from, at, value);
        }
      }
      return null;
    }

    private BigDecimal arabic() {
      StringBuilder digits = new StringBuilder();
      boolean point = false;
      while (true) {
        int cp = clause.at(at);
        if (digit(cp)) {
          digits.appendCodePoint(cp);
        } else if (cp == '.' && !point && digit(clause.at(at + 1))) {
          digits.append('.');
          point = true;
        } else if (cp != ',' || !digit(clause.at(at + 1))) {
          break;
        }
        at++;
      }
      return new BigDecimal(digits.toString());
    }

    private void scales() {
      for (int power = scale(clause.at(at)); power > 0; power = scale(clause.at(at))) {
        value = value.scaleByPowerOfTen(power);
        at++;
      }
    }

    private boolean vague() {
      return VAGUE.indexOf(clause.at(at)) >= 0 && scale(clause.at(at + 1)) > 0;
    }

    /** 一百二十三, 三千五百万, 二〇; the least of 数十 is 20. */
    private BigDecimal inChinese() {
      long total = 0;
      long section = 0;
      long digit = -1;
      for (; ; at++) {
        int power = scale(clause.at(at));
        int next = vague() ? 2 : figure(clause.at(at));
        if (next >= 0) {
          digit = digit > 0 ? Math.min(digit * 10 + next, MOST) : next;
        } else if (power > 3) {
          long before = total + section + Math.max(digit, 0);
          long times = power == 4 ? 10_000 : 100_000_000;
          total = Math.min(Math.max(before, 1), MOST / times) * times;
          section = 0;
          digit = -1;
        } else if (power > 0) {
          section =
              Math.min(
                  section + Math.min(Math.max(digit, 1), MOST / TENS[power]) * TENS[power], MOST);
          digit = -1;
        } else {
          break;
        }
      }
      return BigDecimal.valueOf(total + section + Math.max(digit, 0));
    }
  }

  private static boolean digit(int cp) {
    return cp >= '0' && cp <= '9';
  }

  private static int figure(int cp) {
    if (cp == '两') {
      return 2;
    }
    int plain = DIGITS.indexOf(cp);
    return plain >= 0 ? plain : FORMAL.indexOf(cp);
  }

  /** The power of ten, or 0. */
  private static int scale(int cp) {
    int at = SCALES.indexOf(cp);
    int formal = at >= 0 ? at : FORMAL_SCALES.indexOf(cp);
    return formal < 0 ? 0 : POWERS[formal];
  }
}
