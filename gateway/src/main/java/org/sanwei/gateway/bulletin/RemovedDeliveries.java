package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.OutletName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends the deliveries of an outlet that gateway.yaml names no more: what was never tried is FAILED,
 * what may have gone is UNKNOWN, both with the word {@value #CODE}, and each stands in the ledger.
 * Repeating it changes nothing.
 */
public final class RemovedDeliveries {
  static final String CODE = "outlet-removed";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final Clock clock;

  public RemovedDeliveries(
      JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The outlets beside {@code configured} for which something waits in the database. */
  public Set<String> outlets(Set<String> configured) {
    Set<String> found =
        new TreeSet<>(
            jdbc.sql("select distinct outlet from delivery where state in ('QUEUED', 'SENDING')")
                .query(String.class)
                .list());
    jdbc.sql("select distinct ref from outbox where sent_at is null and item is null")
        .query(String.class)
        .list()
        .forEach(ref -> found.add(ref.substring(ref.indexOf('/') + 1)));
    found.removeAll(configured);
    return found;
  }

  private record Waiting(UUID release, UUID recipient, DeliveryState state) {}

  /** Ends what waits for this outlet, in one transaction; returns how many deliveries that were. */
  public int end(String outlet) {
    return Objects.requireNonNull(transaction.execute(status -> ended(outlet)));
  }

  private int ended(String outlet) {
    Timestamp now = Timestamp.from(clock.instant());
    List<Waiting> waiting =
        jdbc.sql(
                "select release_id, recipient, state from delivery where outlet = ? and state in"
                    + " ('QUEUED', 'SENDING') order by release_id, recipient for update")
            .param(outlet)
            .query(
                (row, n) ->
                    new Waiting(
                        row.getObject("release_id", UUID.class),
                        row.getObject("recipient", UUID.class),
                        DeliveryState.valueOf(row.getString("state"))))
            .list();
    for (Waiting one : waiting) {
      DeliveryState state =
          one.state() == DeliveryState.QUEUED ? DeliveryState.FAILED : DeliveryState.UNKNOWN;
      jdbc.sql(
              "update delivery set state = ?, code = ?, changed_at = ? where release_id = ? and"
                  + " outlet = ? and recipient = ?")
          .params(state.name(), CODE, now, one.release(), outlet, one.recipient())
          .update();
      ledger.append(
          Step.DELIVERY_ENDED,
          Ledger.SERVICE,
          null,
          null,
          null,
          Map.of(
              "release", one.release().toString(),
              "outlet", outlet,
              "recipient", one.recipient().toString(),
              "state", state.name().toLowerCase(Locale.ROOT),
              "code", CODE));
    }
    jdbc.sql(
            "update outbox set sent_at = ?, payload = null where address = ? and sent_at is null"
                + " and item is null")
        .params(now, new OutletName(outlet).address())
        .update();
    return waiting.size();
  }
}
