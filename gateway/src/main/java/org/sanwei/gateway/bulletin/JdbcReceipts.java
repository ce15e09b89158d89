package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.DeliveryReceipts;
import org.sanwei.routes.release.OutletName;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Receipts in table {@code delivery_receipt}. A delivery is DELIVERED when the receipts of all its
 * segments say so, FAILED when one says for good that it is not; a receipt that comes before its
 * send was recorded waits in the table and counts then.
 */
public final class JdbcReceipts implements DeliveryReceipts {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final BulletinEvents events;
  private final Clock clock;

  public JdbcReceipts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      BulletinEvents events,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  private record Key(UUID release, UUID recipient, UUID bulletin, int attempt, int segments) {}

  @Override
  public void received(Receipt receipt) {
    Optional<Key> settled;
    try {
      settled =
          java.util.Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    lock(receipt.outlet().value(), receipt.providerId());
                    jdbc.sql(
                            "insert into delivery_receipt (outlet, provider_id, stat, at)"
                                + " values (?, ?, ?, ?) on conflict do nothing")
                        .param(receipt.outlet().value())
                        .param(receipt.providerId())
                        .param(receipt.stat())
                        .param(Timestamp.from(receipt.at()))
                        .update();
                    return settle(receipt.outlet().value(), receipt.providerId());
                  }));
    } catch (DataAccessException | TransactionException e) {
      throw new BookUnavailable(e);
    }
    settled.ifPresent(key -> events.changed(key.bulletin()));
  }

  /**
   * A receipt and the record of its send see each other: whoever comes second draws the conclusion.
   */
  void lock(String outlet, String providerId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(outlet + "/" + providerId)
        .query((row, n) -> n)
        .list();
  }

  /** Draws the conclusion for the delivery that this id belongs to, if one waits for it. */
  Optional<Key> settle(String outlet, String providerId) {
    Optional<Key> found =
        jdbc.sql(
                "select d.release_id, d.recipient, r.bulletin_id, d.attempt, d.segments"
                    + " from delivery d join delivery_segment s using (release_id, outlet,"
                    + " recipient, attempt) join release r on r.id = d.release_id"
                    + " where s.outlet = ? and s.provider_id = ? and d.state = 'ACCEPTED'"
                    + " order by d.changed_at desc limit 1 for update of d")
            .params(outlet, providerId)
            .query(
                (row, n) ->
                    new Key(
                        row.getObject("release_id", UUID.class),
                        row.getObject("recipient", UUID.class),
                        row.getObject("bulletin_id", UUID.class),
                        row.getInt("attempt"),
                        row.getInt("segments")))
            .optional();
    return found.filter(key -> conclude(outlet, key));
  }

  private boolean conclude(String outlet, Key key) {
    List<Receipt> all =
        jdbc.sql(
                "select c.provider_id, c.stat, c.at from delivery_receipt c join delivery_segment s"
                    + " using (outlet, provider_id) where s.release_id = ? and s.outlet = ?"
                    + " and s.recipient = ? and s.attempt = ?")
            .params(key.release(), outlet, key.recipient(), key.attempt())
            .query(
                (row, n) ->
                    new Receipt(
                        new OutletName(outlet),
                        row.getString("provider_id"),
                        row.getString("stat"),
                        row.getTimestamp("at").toInstant()))
            .list();
    Optional<Receipt> lost =
        all.stream().filter(receipt -> receipt.last() && !receipt.delivered()).findFirst();
    long delivered =
        all.stream().filter(Receipt::delivered).map(Receipt::providerId).distinct().count();
    if (lost.isEmpty() && delivered < key.segments()) {
      return false;
    }
    DeliveryState state = lost.isPresent() ? DeliveryState.FAILED : DeliveryState.DELIVERED;
    write(outlet, key, state, lost.map(Receipt::stat).orElse("DELIVRD"));
    return true;
  }

  private void write(String outlet, Key key, DeliveryState state, String stat) {
    jdbc.sql(
            "update delivery set state = ?, code = ?, changed_at = ?"
                + " where release_id = ? and outlet = ? and recipient = ?")
        .param(state.name())
        .param(stat)
        .param(Timestamp.from(clock.instant()))
        .param(key.release())
        .param(outlet)
        .param(key.recipient())
        .update();
    Map<String, String> facts =
        Map.of(
            "release", key.release().toString(),
            "outlet", outlet,
            "recipient", key.recipient().toString(),
            "state", state.name().toLowerCase(Locale.ROOT),
            "code", stat);
    ledger.append(Step.DELIVERY_ENDED, Ledger.SERVICE, null, null, null, facts);
  }
}
