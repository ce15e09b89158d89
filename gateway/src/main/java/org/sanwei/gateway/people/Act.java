package org.sanwei.gateway.people;

/** Everything a logged-in person may be allowed to do. */
public enum Act {
  /** See items, their text and attachments, and cards. */
  READ_ITEMS,
  /** Take an item on as its owner (首办). */
  CLAIM,
  /** Finish an item that one owns. */
  CLOSE,
  /** Put right what was recognised on a page of an open item (改正识读). */
  CORRECT,
  /** Hide an open item at once and hand it to the cipher officers (升密). */
  RAISE,
  /** Ask an item's sender to send it again, without seeing either (请对方重发). */
  ASK_RESEND,
  /** Write down what comes by telephone, with a visitor or by letter (登记). */
  TAKE_DOWN,
  /** See bulletins and what became of their deliveries. */
  READ_BULLETINS,
  /** Write a bulletin (拟稿). */
  DRAFT,
  /** Review a bulletin for secrecy (保密审查). */
  REVIEW,
  /** Sign a bulletin (签发). */
  SIGN,
  /** Read the ledger, which holds no content. */
  READ_LEDGER,
  /** Read the policy in force, how often each rule fired, and try made-up messages. */
  READ_POLICY,
  /** See the account: counts only. */
  READ_ACCOUNTS,
  /** See how the channels are: times, counts and states. */
  READ_CHANNELS,
  /** Test a channel, and send probes through it (自检). */
  TEST_CHANNELS,
  /** Read the service's metrics: counts only. */
  READ_METRICS,
  /** Try a candidate policy on stored traffic, and see counts and rules, never content (模拟). */
  SIMULATE_POLICY,
  /** Compare the office's own register with ours (登记簿比对). */
  COMPARE_REGISTER
}
