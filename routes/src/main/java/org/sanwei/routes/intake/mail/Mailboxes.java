package org.sanwei.routes.intake.mail;

/** Where a channel's mailbox is opened. */
interface Mailboxes extends AutoCloseable {
  /**
   * Opens it as it is now; an earlier one must have been closed.
   *
   * @throws MailboxLost when that fails
   */
  Mailbox open() throws MailboxLost;

  /** Ends the connection, if there is one. */
  @Override
  void close();
}
