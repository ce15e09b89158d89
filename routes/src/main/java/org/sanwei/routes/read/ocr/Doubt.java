package org.sanwei.routes.read.ocr;

import org.sanwei.config.policy.UnreadReason;

/** Why a page may not be taken as read. Each is a reason to hold (promise 3). */
public enum Doubt {
  /** A short line of the head was recognised with little confidence. */
  WEAK_HEAD(UnreadReason.UNSURE),
  /** Most of the page was. */
  WEAK_PAGE(UnreadReason.UNSURE),
  /** Something in the head looks like writing, and no line was found there. */
  HEAD_INK(UnreadReason.UNSURE),
  /** A stamp, or what looks like one, was not read. */
  STAMP_UNREAD(UnreadReason.UNSURE),
  /** Too little was read on what is not surely blank, a photograph or a logo. */
  NO_LINES(UnreadReason.UNSURE),
  /** It was more than twice as large: small writing may be lost. */
  SHRUNK(UnreadReason.UNSURE),
  /** The time was up before all was read. */
  CUT_SHORT(UnreadReason.CUT_SHORT),
  /** A short line holds what could be the remains of a mark. */
  REMAINS_OF_MARK(UnreadReason.MARK_LIKE);

  private final UnreadReason reason;

  Doubt(UnreadReason reason) {
    this.reason = reason;
  }

  public UnreadReason reason() {
    return reason;
  }
}
