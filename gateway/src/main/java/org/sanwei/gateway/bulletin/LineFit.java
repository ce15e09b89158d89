package org.sanwei.gateway.bulletin;

/** The port that tells whether a line takes an envelope, as the broker's guard will see it. */
@FunctionalInterface
public interface LineFit {
  /** Takes everything: for outboxes that carry no envelopes. */
  LineFit ANY = (address, envelope) -> true;

  /** Whether it is signed by this gateway and sealed to exactly those who serve the line now. */
  boolean takes(String address, byte[] envelope);
}
