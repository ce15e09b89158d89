package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.sanwei.routes.guard.CipherAddressGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the broker's refusals to the ledger on another thread: the broker's own must not wait for
 * a database. Bounded: of one kind some are written each minute, and the next one says how many
 * there were besides.
 */
final class RefusalLedger implements CipherAddressGuard.RefusalListener {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLedger.class);

  /** So many of one kind are written down each by itself; more only counted. */
  static final int EACH_MINUTE = 20;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Executor executor;
  private final Clock clock;
  private final Sink sink;
  private final Map<Map<String, String>, Window> windows = new HashMap<>();

  private static final class Window {
    private Instant from = Instant.MIN;
    private int written;
    private long more;
  }

  /** Where a refusal is written down. */
  interface Sink {
    void write(Map<String, String> facts);
  }

  RefusalLedger(Executor executor, Clock clock, Sink sink) {
    this.executor = executor;
    this.clock = clock;
    this.sink = sink;
  }

  @Override
  public void refused(Map<String, String> kind) {
    Map<String, String> facts = admit(kind);
    if (facts.isEmpty()) {
      return;
    }
    try {
      executor.execute(() -> write(facts));
    } catch (RejectedExecutionException e) {
      LOG.error(
          "a refused send to {} is not in the ledger: too many at once", facts.get("address"));
    }
  }

  /**
   * Empty when this one is only counted: a client that repeats itself a thousand times a second
   * must not fill the database. The kinds are few, since facts hold nothing that a client wrote.
   */
  private synchronized Map<String, String> admit(Map<String, String> kind) {
    Window window = windows.computeIfAbsent(kind, unused -> new Window());
    Instant now = clock.instant();
    if (window.from.isBefore(now.minus(WINDOW)) || window.from.isAfter(now)) {
      window.from = now;
      window.written = 0;
    }
    if (window.written >= EACH_MINUTE) {
      window.more++;
      return Map.of();
    }
    window.written++;
    Map<String, String> facts = new HashMap<>(kind);
    if (window.more > 0) {
      facts.put("alsoBefore", Long.toString(window.more));
      window.more = 0;
    }
    return facts;
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
