package org.sanwei.routes.read.apart;

import org.sanwei.config.policy.UnreadReason;

/** Why a reader process gave way to a fresh one. */
public enum Replaced {
  /** It ended while it read. */
  CRASHED,

  /** It answered what nobody can believe. */
  LIED,

  /** It did not answer in time and was ended. */
  LATE,

  /** It ran out of memory. */
  OUT_OF_MEMORY,

  /** Its time was over in the middle of a message; it said so itself. */
  STOPPED,

  /** It ended while nobody asked it anything. */
  ENDED_IDLE,

  /** It has read as many messages as one may. No trouble. */
  SERVED;

  /** Why one that ended gave way, by what its message is held for. */
  static Replaced bySign(UnreadReason reason) {
    return switch (reason) {
      case TOO_SLOW -> LATE;
      case TOO_LARGE -> OUT_OF_MEMORY;
      default -> CRASHED;
    };
  }

  /** Whether something went wrong. */
  public boolean trouble() {
    return this != SERVED;
  }
}
