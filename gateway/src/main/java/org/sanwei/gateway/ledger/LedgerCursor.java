package org.sanwei.gateway.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sanwei.routes.message.LedgerEvent;

/**
 * A place in the ledger's order. Written {@code <microseconds>.<sequence>.<origin>} in addresses.
 */
public record LedgerCursor(Instant at, String origin, long sequence) {

  /** The place of an event. */
  public static LedgerCursor of(LedgerEvent event) {
    return new LedgerCursor(event.at(), event.origin(), event.sequence());
  }

  /** The place that was written, or empty when it is not one. */
  public static Optional<LedgerCursor> parse(String written) {
    String[] parts = written.split("\\.", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    try {
      Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
      return Optional.of(new LedgerCursor(at, parts[2], Long.parseLong(parts[1])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + sequence + "." + origin;
  }
}
