package org.sanwei.routes.intake.folder;

/** What became of one entry of a watched folder at one look. */
public enum Drop {
  /** Durable, and deleted from the folder. */
  TAKEN,
  /** Not complete yet, or others come first. */
  WAITING,
  /** Not of this channel: another name, a hidden one, one of our own directories. */
  PASSED_OVER,
  /** A directory, a link, a pipe or a device under a name that should be a file. */
  NOT_A_FILE,
  /** It has a second name somewhere, so that deleting this one would delete nothing. */
  HARD_LINKED,
  /** Another account's than the configured one. */
  FOREIGN_OWNER,
  /** The gateway's account may not read it. */
  UNREADABLE,
  /** The gateway's account could not delete it, so it is not taken. */
  UNDELETABLE,
  /** Too large for a message: a stub is held, the file lies in {@code refused/}. */
  REFUSED,
  /** The broker or the disk failed; it is tried again. */
  FAILED
}
