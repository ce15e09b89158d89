package org.sanwei.gateway.e2e;

import java.util.Random;

/**
 * Words that stand in one message and nowhere else: ten family names and six letters or digits, so
 * that every way of writing text changes some of its bytes and none of the shipped rules minds it.
 */
record Canary(String words) {
  private static final String NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

  static Canary next(Random random) {
    StringBuilder words = new StringBuilder();
    random.ints(10, 0, NAMES.length()).forEach(i -> words.append(NAMES.charAt(i)));
    random.ints(6, 0, SIGNS.length()).forEach(i -> words.append(SIGNS.charAt(i)));
    return new Canary(words.toString());
  }

  @Override
  public String toString() {
    return words;
  }
}
