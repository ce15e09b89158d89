package org.sanwei.crypto;

/**
 * What a sealed body is for, in the clear and authenticated with it: a body sealed for one purpose
 * does not open as another. {@code purpose} is a stable word such as {@code intake/1}, 1 to 64 of
 * {@code a-z 0-9 . / -}; {@code id} names the thing sealed and is never content, 1 to 128 of {@code
 * A-Z a-z 0-9 . / _ : -}.
 */
public record SealContext(String purpose, String id) {
  private static final int MOST_PURPOSE = 64;
  private static final int MOST_ID = 128;

  public SealContext {
    if (!made(purpose, MOST_PURPOSE, "./-", false) || !made(id, MOST_ID, "._/:-", true)) {
      throw new IllegalArgumentException(
          "purpose is 1 to 64 of a-z 0-9 . / -, id 1 to 128 of A-Z a-z 0-9 . / _ : -");
    }
  }

  /** By hand and not by a pattern: every seal asks this twice. */
  private static boolean made(String word, int most, String signs, boolean capitals) {
    if (word.isEmpty() || word.length() > most) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (capitals && c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && signs.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
