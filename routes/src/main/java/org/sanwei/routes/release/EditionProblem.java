package org.sanwei.routes.release;

/**
 * Why a text does not make an edition. {@code found} and {@code limit} are counts in the unit of
 * the kind; nothing of the text is kept. The drafter mends the text: nothing is cut silently.
 */
public record EditionProblem(Kind kind, int found, int limit) {

  /** The names are stable: messages and API codes are built on them. */
  public enum Kind {
    /** No words at all. */
    EMPTY,
    /** Characters that operators refuse inside a text, such as 【】 and ★; found = how many. */
    FORBIDDEN_SYMBOL,
    /** Control characters other than a line break; found = how many. */
    CONTROL_CHARACTER,
    /** Too many segments (SMS); found and limit are segments. */
    TOO_MANY_SEGMENTS,
    /** Too many bytes (WeCom); found and limit are bytes of UTF-8. */
    TOO_MANY_BYTES
  }

  static int controlCharacters(String text) {
    return (int) text.chars().filter(c -> c != '\n' && Character.isISOControl(c)).count();
  }
}
