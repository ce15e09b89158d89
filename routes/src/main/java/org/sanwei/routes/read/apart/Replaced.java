package org.sanwei.routes.read.apart;

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

  /** Whether something went wrong. */
  public boolean trouble() {
    return this != SERVED;
  }
}
