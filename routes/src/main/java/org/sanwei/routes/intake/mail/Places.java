package org.sanwei.routes.intake.mail;

/** Where in a mailbox a UID is, without asking for them all. */
final class Places {
  private static final int FIRST_STEP = 64;

  private Places() {}

  /**
   * The lowest sequence number whose mail has this UID or a higher one; one more than there are
   * mails when none has. Asks the server a few times at most near the end, where new mail is, and
   * some twenty times elsewhere.
   */
  static int firstFrom(long uid, Mailbox mailbox) throws MailboxLost {
    mailbox.recount();
    int count = mailbox.count();
    if (count == 0 || mailbox.uidAt(count) < uid) {
      return count + 1;
    }
    int has = count;
    int lacks = 0;
    for (int step = FIRST_STEP; has > 1 && lacks == 0; step *= 2) {
      int probe = Math.max(1, has - step);
      if (mailbox.uidAt(probe) < uid) {
        lacks = probe;
      } else {
        has = probe;
      }
    }
    while (has - lacks > 1) {
      int middle = lacks + (has - lacks) / 2;
      if (mailbox.uidAt(middle) < uid) {
        lacks = middle;
      } else {
        has = middle;
      }
    }
    return has;
  }
}
