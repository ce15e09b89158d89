package org.sanwei.gateway.bulletin;

/** What became of one text to one person over one outlet. Names are stored. */
public enum DeliveryState {
  /** Waits for its turn, or for the provider to take it again. */
  QUEUED,
  /** Being sent at this moment. */
  SENDING,
  /** The provider has it; no receipt yet, or the outlet gives none. */
  ACCEPTED,
  /** It reached the handset. */
  DELIVERED,
  FAILED,
  /** It may have gone out and may not; a person decides on 重发. */
  UNKNOWN;

  /** Whether a person may have it sent again. */
  public boolean resendable() {
    return this == FAILED || this == UNKNOWN;
  }

  /** Whether it may still change without anybody doing something. */
  public boolean moving() {
    return this == QUEUED || this == SENDING || this == ACCEPTED;
  }
}
