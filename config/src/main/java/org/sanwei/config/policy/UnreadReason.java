package org.sanwei.config.policy;

import java.util.Locale;

/** Why a part was not read. Each is a reason to hold (promise 3). */
public enum UnreadReason {
  PICTURE,
  ARCHIVE,
  ENCRYPTED,
  UNKNOWN_FORMAT,
  BROKEN,
  TOO_LARGE,
  TOO_DEEP,
  TOO_SLOW,
  CUT_SHORT,
  NO_TEXT,
  /** A picture of which something, most of all of its head, was recognised with doubt. */
  UNSURE,
  /** A picture that shows what could be the remains of a mark. */
  MARK_LIKE;

  /** The word in a policy file, such as {@code unknown-format}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
