package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Books the signed receipts of cipher officers, so that cards can show them. */
public final class Receipts implements ReceiptBook {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final DeskEvents events;

  public Receipts(
      JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger, DeskEvents events) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
  }

  /**
   * Books a receipt whose signature was verified. The same officer's receipt for the same envelope
   * again changes nothing. The arrival need not be registered yet. In the ledger the officer stands
   * under a pseudonym.
   *
   * @throws org.sanwei.routes.flow.RegisterUnavailable when the database does not answer; repeat
   */
  @Override
  public void record(
      ArrivalId id, String line, String officer, Instant receivedAt, String envelope) {
    Trouble.transaction(transaction, () -> recorded(id, line, officer, receivedAt, envelope));
    events.changed(id);
  }

  private boolean recorded(
      ArrivalId id, String line, String officer, Instant receivedAt, String envelope) {
    ArrivalLock.take(jdbc, id);
    int added =
        jdbc.sql(
                "insert into cipher_receipt (arrival_id, line, officer, received_at, envelope)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing")
            .params(id.hex(), line, officer, Timestamp.from(receivedAt), envelope)
            .update();
    if (added == 0) {
      return false;
    }
    // An officer of one line cannot sign for what lies on another.
    jdbc.sql(
            "update item set receipted = true where arrival_id = ?"
                + " and case outcome when 'SPILL' then 'spill' else line end = ?")
        .params(id.hex(), line)
        .update();
    ledger.append(
        Step.CIPHER_RECEIPT,
        "officer/" + pseudonym(jdbc, officer),
        id,
        envelope,
        null,
        Map.of("receivedAt", receivedAt.toString()));
    return true;
  }

  /** How the ledger names an officer; the first time gives the name. Within a transaction. */
  static UUID pseudonym(JdbcClient jdbc, String officer) {
    return jdbc.sql(
            "insert into cipher_officer (name) values (?) on conflict (name)"
                + " do update set name = excluded.name returning pseudonym")
        .param(officer)
        .query(UUID.class)
        .single();
  }
}
