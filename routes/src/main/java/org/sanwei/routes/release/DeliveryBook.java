package org.sanwei.routes.release;

import java.time.Instant;

/**
 * The port to the book of deliveries: what was sent to whom, written down before and after each
 * send. It makes at-least-once queues safe. Every call is one transaction and durable when it
 * returns; a call that cannot write throws, and then nothing may be sent.
 */
public interface DeliveryBook {

  /** What the book says to somebody about to send. */
  sealed interface Begun {}

  /** Nobody has tried, or it was put off: SENDING is recorded, send now. Attempts count from 1. */
  record Go(int attempt) implements Begun {}

  /** It has a result already; skip it. */
  record Done() implements Begun {}

  /**
   * SENDING was found: somebody began and never came back. UNKNOWN is recorded and it is not sent;
   * a person decides on 重发.
   */
  record LeftUnknown() implements Begun {}

  /** Records SENDING, or says why not. */
  Begun begin(Release release, Recipient recipient);

  /** Records what came of attempt {@code attempt}. A result replaces an UNKNOWN of its attempt. */
  void end(Release release, Recipient recipient, int attempt, SendResult result);

  /**
   * Records that the provider refused for now ({@code code}) and arranges, in the same transaction,
   * that the release comes again at {@code until}.
   */
  void putOff(Release release, Recipient recipient, int attempt, String code, Instant until);

  /** Records that nothing of this release's statement may go out any more, and why. */
  void refuse(Release release, String verdict);
}
