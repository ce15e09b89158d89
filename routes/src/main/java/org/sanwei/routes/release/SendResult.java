package org.sanwei.routes.release;

import java.util.List;

/**
 * What came of one send to one person. No text of the message, no number and no name ever stands in
 * a result.
 */
public sealed interface SendResult {

  /** The word used in the book, the ledger and metrics. */
  String verdict();

  /** The provider took it; one id for each segment, in order. Receipts name these ids. */
  record Accepted(List<String> providerIds) implements SendResult {
    public Accepted {
      providerIds = List.copyOf(providerIds);
    }

    @Override
    public String verdict() {
      return "accepted";
    }
  }

  /**
   * The provider did not take it, or nothing of it ever left us. {@code code} is the provider's own
   * (such as {@code smpp-0x58} or {@code wecom-45009}) or a word of ours ({@code smpp-not-bound}).
   */
  record Refused(String code, boolean worthRetrying) implements SendResult {
    @Override
    public String verdict() {
      return "refused";
    }
  }

  /**
   * The request may have been taken: the answer never came. Never sent again by itself; a person
   * decides.
   */
  record Unknown(String why) implements SendResult {
    @Override
    public String verdict() {
      return "unknown";
    }
  }
}
