package org.sanwei.config.judge;

/**
 * A part that nobody could read, and why. {@code part} is a position such as {@code 2} or {@code
 * 2/1}, never a file name, so that it may stand in the clear on a card.
 */
public record Unread(String part, Why why) {

  /** Why a part was not read. Each is a reason to hold (promise 3). */
  public enum Why {
    PICTURE,
    ARCHIVE,
    ENCRYPTED,
    UNKNOWN_FORMAT,
    BROKEN,
    TOO_LARGE,
    TOO_DEEP,
    TOO_SLOW,
    CUT_SHORT,
    NO_TEXT
  }
}
