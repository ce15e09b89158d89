package org.sanwei.gateway.wiring;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the broker's refusals to the ledger on another thread: the broker's own must not wait for
 * a database. What the bounded executor cannot take is counted in the log line of the refusal
 * itself.
 */
final class RefusalLedger implements CipherAddressGuard.RefusalListener {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLedger.class);

  private final Executor executor;
  private final Sink sink;

  /** Where a refusal is written down. */
  interface Sink {
    void write(Map<String, String> facts);
  }

  RefusalLedger(Executor executor, Sink sink) {
    this.executor = executor;
    this.sink = sink;
  }

  @Override
  public void refused(Map<String, String> facts) {
    try {
      executor.execute(() -> write(facts));
    } catch (RejectedExecutionException e) {
      LOG.error(
          "a refused send to {} is not in the ledger: too many at once", facts.get("address"));
    }
  }

  private void write(Map<String, String> facts) {
    try {
      sink.write(facts);
    } catch (RuntimeException e) {
      LOG.error(
          "a refused send to {} is not in the ledger: {}",
          facts.get("address"),
          e.getClass().getSimpleName());
    }
  }
}
