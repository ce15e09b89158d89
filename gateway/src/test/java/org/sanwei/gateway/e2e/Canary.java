package org.sanwei.gateway.e2e;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/**
 * Words that stand in one message and nowhere else: ten family names and six letters or digits, so
 * that every way of writing text changes some of its bytes and none of the shipped rules minds it.
 */
record Canary(String words) {
  private static final String NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int NAMES_LONG = 10;
  private static final int SIGNS_LONG = 6;

  static Canary next(Random random) {
    StringBuilder words = new StringBuilder();
    random.ints(NAMES_LONG, 0, NAMES.length()).forEach(i -> words.append(NAMES.charAt(i)));
    random.ints(SIGNS_LONG, 0, SIGNS.length()).forEach(i -> words.append(SIGNS.charAt(i)));
    return new Canary(words.toString());
  }

  /** Every place in a text where a canary could stand, as the canary that it would be. */
  static Set<Canary> in(String text) {
    Set<Canary> found = new LinkedHashSet<>();
    int names = 0;
    for (int i = 0; i + SIGNS_LONG < text.length(); i++) {
      names = NAMES.indexOf(text.charAt(i)) >= 0 ? names + 1 : 0;
      int end = i + 1 + SIGNS_LONG;
      if (names >= NAMES_LONG && text.substring(i + 1, end).chars().allMatch(Canary::isSign)) {
        found.add(new Canary(text.substring(i + 1 - NAMES_LONG, end)));
      }
    }
    return found;
  }

  private static boolean isSign(int c) {
    return SIGNS.indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
