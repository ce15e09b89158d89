package org.sanwei.gateway.bench;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;

/**
 * Intake alone, as the gateway wires it, with nobody behind it who reads or judges; and the parts
 * that it cannot do without, each by itself. Safe from many threads.
 */
public interface IntakeRig extends AutoCloseable {
  /** Where signed posts are taken: an answer of 202 comes after the durable write. */
  URI accept();

  /** The same web server, where a post is read and answered and no more. */
  URI bare();

  /** The integrator's name. */
  String key();

  /** Its secret, for HMAC-SHA256. */
  byte[] secret();

  Clock clock();

  /** Seals a body of so many bytes, and its ledger event, as intake does. */
  Callable<?> seal(int bodyBytes);

  /**
   * Sends bodies that were sealed before to the broker, durably, each message in a transaction of
   * its own.
   */
  Callable<?> store(int bodyBytes);

  /** Takes what was stored off the broker, so that it does not begin to page. */
  void empty();

  @Override
  void close() throws Exception;
}
