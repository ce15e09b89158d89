package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.sanwei.config.label.Line;
import org.sanwei.gateway.ledger.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the books of officers' words write with.
 *
 * @param serving gives the line on which a label's envelopes lie
 */
public record OfficersDesk(
    JdbcClient jdbc,
    TransactionTemplate transaction,
    Ledger ledger,
    DeskEvents events,
    UnaryOperator<Line> serving,
    Clock clock) {

  /** See {@link Trouble#transaction}. */
  <T> T inTransaction(Supplier<T> work) {
    return Trouble.transaction(transaction, work);
  }

  Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  Timestamp before(Duration ago) {
    return Timestamp.from(clock.instant().minus(ago));
  }
}
