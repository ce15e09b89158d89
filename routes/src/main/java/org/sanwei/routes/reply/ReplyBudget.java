package org.sanwei.routes.reply;

import org.sanwei.routes.message.Notice;

/**
 * The port to what limits notices. A {@code peer} is a keyed digest of an address: it tells nothing
 * of it, and is the same for the same address.
 */
public interface ReplyBudget {

  /** Whether one more may go. */
  enum Verdict {
    GRANTED(""),
    CHANNEL_FULL("rate-channel"),
    PEER_FULL("rate-address"),
    ANSWERS_BY_ITSELF("answers-by-itself");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /** A stable word for why not. */
    public String code() {
      return code;
    }
  }

  /** Counts one more notice, if it may go; durable before it returns. */
  Verdict take(String channel, String peer, Notice.Kind kind);

  /** This peer sent an automatic mail: it is left alone for a while. */
  void answersByItself(String peer);
}
