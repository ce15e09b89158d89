package org.sanwei.gateway.reply;

/** How far a notice is. Names are stored, and stand in the ledger and in metrics. */
public enum NoticeState {
  WAITING,
  SENDING,
  SENT,
  /** Refused by whoever should have carried it, for good. */
  FAILED,
  /** Nobody knows whether it went; it is not sent again by itself. */
  UNKNOWN,
  /** Not sent, by our own rules. */
  WITHHELD
}
