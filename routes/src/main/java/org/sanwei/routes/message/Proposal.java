package org.sanwei.routes.message;

/**
 * An act that waits for its second signature: sealed to the officers of the line and not to the
 * gateway, which only passes it on. {@code first} is the first officer's envelope to the gateway
 * over {@code act}; {@code officer} the first officer's name, for the second one's screen.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Proposal(int version, String officer, byte[] act, byte[] first) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  /** Outcome word in the headers of both envelopes around it, the officer's and the gateway's. */
  public static final String OUTCOME = "PROPOSAL";

  @Override
  public String toString() {
    return "Proposal[" + act.length + " bytes]";
  }
}
