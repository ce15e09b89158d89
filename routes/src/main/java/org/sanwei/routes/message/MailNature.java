package org.sanwei.routes.message;

/**
 * Who wrote a mail, by its head: a person, or a program of which kind. A fact for people and for
 * the step that answers senders, and nothing more: it lowers no label and drops no message, since
 * whoever writes a mail chooses its head. Names are stable; {@link MailHead#nature()} finds it.
 */
public enum MailNature {
  /** Nothing says that a program wrote it. */
  ORDINARY,
  /** A mail system tells that a mail was not delivered, is late, or was delivered (RFC 3464). */
  DELIVERY_REPORT,
  /** A mail program tells that a mail was shown or deleted (RFC 8098). */
  READ_RECEIPT,
  /** Somebody is away, or a service answers everything (RFC 3834 auto-replied). */
  AUTO_REPLY,
  /** Sent to a list of many. */
  BULK,
  /** A program wrote it of its own accord, a warning system for one. */
  AUTOMATIC,
  /** Nobody knows: it was not taken over and still lies in its mailbox ({@link LeftAtSource}). */
  LEFT_AT_SOURCE;

  /** True if an answer cannot start a loop and somebody may read it. */
  public boolean answerable() {
    return this == ORDINARY;
  }
}
