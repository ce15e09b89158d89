package org.sanwei.routes.read.office;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs that a paper writes as a number in a font of signs. */
final class Symbols {
  private static final int HEX = 16;
  private static final int PRIVATE = 0xF000;
  private static final int PRIVATE_END = 0xF0FF;

  /** Stars of Wingdings: five points, black; the mark's own sign is often written so. */
  private static final Set<Integer> STARS = Set.of(0xAB, 0xB6);

  private static final Set<String> FONTS_OF_SIGNS =
      Set.of("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett");

  private Symbols() {}

  /** The sign, a box for one that is none of ours, or U+FFFD where its font is not known. */
  static String of(@Nullable String font, @Nullable String hex) {
    int code = code(hex);
    String family = font == null ? "" : font.toLowerCase(Locale.ROOT);
    boolean signs = FONTS_OF_SIGNS.contains(family);
    if (family.equals("wingdings") && STARS.contains(code & 0xFF)) {
      return "★";
    }
    if (signs) {
      return "□";
    }
    boolean meaningless = code < ' ' || (code >= PRIVATE && code <= PRIVATE_END);
    return meaningless ? "\uFFFD" : Character.toString(code);
  }

  private static int code(@Nullable String hex) {
    if (hex == null || hex.isEmpty() || hex.length() > 4) {
      return 0;
    }
    for (char c : hex.toCharArray()) {
      if (Character.digit(c, HEX) < 0) {
        return 0;
      }
    }
    return Integer.parseInt(hex, HEX);
  }
}
