package org.sanwei.gateway.e2e;

/** The steps of one message's way, and of a bulletin's, at each of which the gateway is killed. */
enum Step {
  HALF_A_POST("while the bytes of a post and of a large one come in", Walk::halfAPost),
  POST_UNANSWERED("after a post was written down and before its answer is read", Walk::unanswered),
  POST_ANSWERED("right after a 202", Walk::answered),
  MAIL_NOT_MOVED("between a fax's arrival in the mailbox and its move", Walk::mailNotMoved),
  BEING_READ("while a message is read and judged", Walk::beingRead),
  PAGES_BEING_READ("while pages of two faxes are recognised", Walk::pagesBeingRead),
  CARD_SHOWS("right after the card shows", Walk::cardShows),
  ENVELOPE_OPEN("after hand-over, with the envelope open at an officer's", Walk::envelopeOpen),
  RECEIPT_SENT("after the officer's receipt and before the card shows it", Walk::receiptSent),
  CLAIMED("right after a claim", Walk::claimed),
  DRAFTED("right after a draft", Walk::drafted),
  REVIEWED("right after a review", Walk::reviewed),
  SIGNED("right after a signature", Walk::signed),
  SENDS_UNANSWERED("with submit_sm and the WeCom send unanswered", Walk::sendsUnanswered),
  RECEIPT_AWAITED("after the SMSC accepted and before its receipt", Walk::receiptAwaited),
  CLOSED("right after a close", Walk::closed);

  private final String moment;

  @SuppressWarnings("ImmutableEnumChecker") // a method of Walk, which keeps nothing here
  private final Way way;

  Step(String moment, Way way) {
    this.moment = moment;
    this.way = way;
  }

  /** What must be true of just this step after the restart, beside what is always true. */
  interface Kept {
    void isKept() throws Exception;
  }

  /** How to get there. */
  interface Way {
    Kept go(Walk walk) throws Exception;
  }

  /** Goes up to this moment and no further. */
  Kept reach(Walk walk) throws Exception {
    return way.go(walk);
  }

  @Override
  public String toString() {
    return moment;
  }
}
