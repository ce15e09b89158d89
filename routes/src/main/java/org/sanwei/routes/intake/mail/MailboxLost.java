package org.sanwei.routes.intake.mail;

import java.io.IOException;

/**
 * The server cannot be reached, said good-bye, hangs, or does not do what is asked of it; the next
 * poll begins anew. The text is ours: a server's own may quote a mail.
 */
final class MailboxLost extends IOException {
  private static final long serialVersionUID = 1L;

  MailboxLost(String what) {
    super(what);
  }
}
