package org.sanwei.routes.read.office;

import java.util.Locale;

/**
 * How much of a drawing may be letters that were turned into outlines, or a hand's writing: bent
 * lines, and straight ones in shapes of more corners than frames, arrows and boxes have. Counts
 * only; nothing is drawn.
 */
public final class Outlines {
  private static final int MOST_CURVES = 24;

  /** An arrow with two heads has ten corners, a star of five points as many. */
  private static final int SIMPLE = 10;

  /** Two letters of the simplest outlines have more; three lines of a chart by the month not. */
  private static final int MOST_LINES = 48;

  private int curves;
  private int lines;
  private int inShape;

  /** A shape begins. */
  public void move() {
    inShape = 0;
  }

  /** A straight side of it. */
  public void line() {
    inShape++;
    lines += inShape > SIMPLE + 1 ? 1 : inShape > SIMPLE ? inShape : 0;
  }

  /** A bent one. */
  public void curve() {
    curves++;
  }

  /** More than anybody needs for what is no writing. */
  public boolean many() {
    return curves > MOST_CURVES || lines > MOST_LINES;
  }

  /**
   * A path in letters and numbers, as VML, SVG and ODF have it: they differ in rare commands, which
   * count as bent.
   */
  void path(String said) {
    int at = 0;
    while (at < said.length()) {
      if (!Character.isLetter(said.charAt(at))) {
        at++;
        continue;
      }
      int from = at;
      while (from < said.length() && Character.isLetter(said.charAt(from))) {
        from++;
      }
      char command = command(said.substring(at, from).toLowerCase(Locale.ROOT));
      at = from;
      while (at < said.length() && !Character.isLetter(said.charAt(at))) {
        at++;
      }
      command(command, numbers(said, from, at));
    }
  }

  /** Points in a row: one shape of straight sides. */
  void points(String said) {
    move();
    lines(numbers(said, 0, said.length()) / 2 - 1);
  }

  /**
   * The one that the numbers belong to, of letters that stand together: VML has some of two letters
   * itself ({@code qx}, {@code ae}, {@code wr}, {@code nf}), others are ends with a beginning
   * behind them ({@code xm}).
   */
  private static char command(String letters) {
    boolean two = "qaw".indexOf(letters.charAt(0)) >= 0 || letters.equals("nf");
    return two || letters.equals("ns") ? letters.charAt(0) : letters.charAt(letters.length() - 1);
  }

  private void command(char command, int numbers) {
    switch (command) {
      case 'm' -> {
        move();
        lines(numbers / 2 - 1);
      }
      case 'l', 'r' -> lines((numbers + 1) / 2);
      case 'h', 'v' -> lines(numbers);
      case 'z', 'x' -> move();
      case 'e', 'n', 'f' -> {}
      default -> curves += Math.max(1, numbers / 6);
    }
  }

  private void lines(int count) {
    for (int n = 0; n < count; n++) {
      line();
    }
  }

  /** VML leaves zeros out between commas. */
  private static int numbers(String said, int from, int to) {
    int numbers = 0;
    int commas = 0;
    boolean within = false;
    for (int i = from; i < to; i++) {
      char c = said.charAt(i);
      boolean digit = Character.isDigit(c) || c == '.';
      boolean begins = c == '-' || c == '@' || c == '?' || c == '$' || (digit && !within);
      numbers += begins ? 1 : 0;
      within = digit || begins;
      commas += c == ',' ? 1 : 0;
    }
    return numbers == 0 && commas == 0 ? 0 : Math.max(numbers, commas + 1);
  }
}
