package org.sanwei.gateway.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledger in table {@code ledger_event}. Writes only inside the caller's transaction, so that a
 * step and its event stand or fall together. Safe from many threads. Instants are kept to the
 * microsecond.
 */
public final class Ledger {
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
  private static final String SELECT =
      "select version, origin, sequence, at, step, unit, actor, item, commitment, policy,"
          + " facts::text as facts from ledger_event ";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final String unit;

  public Ledger(JdbcClient jdbc, ObjectMapper json, Clock clock, String unit) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.unit = unit;
  }

  /** Who acts when no person does: the service itself. */
  public static final String SERVICE = "service/gateway";

  /**
   * Appends a step taken at this desk under the next sequence of {@code desk/<unit>}. Holds the
   * counter's row until the transaction ends: call it last, and once the transaction cannot fail
   * for long reasons.
   *
   * @throws IllegalStateException outside a transaction
   */
  public LedgerEvent append(
      Step step,
      String actor,
      @Nullable ArrivalId item,
      @Nullable String commitment,
      @Nullable String policy,
      Map<String, String> facts) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a ledger event needs the transaction of its step");
    }
    String origin = "desk/" + unit;
    long sequence =
        jdbc.sql(
                "insert into ledger_counter (origin, next) values (?, 1) on conflict (origin)"
                    + " do update set next = ledger_counter.next + 1 returning next - 1")
            .param(origin)
            .query(Long.class)
            .single();
    LedgerEvent event =
        new LedgerEvent(
            LedgerEvent.VERSION,
            origin,
            sequence,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            step,
            unit,
            actor,
            item,
            commitment,
            policy,
            facts);
    insert(event);
    return event;
  }

  /**
   * Books an event of another origin. The same (origin, sequence) again changes nothing; call it in
   * a transaction.
   */
  public void book(LedgerEvent event) {
    // Partitions are by time, so no index covers (origin, sequence) alone: the lock makes the check
    // hold.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))::text")
        .param(event.origin())
        .query(String.class)
        .optional();
    boolean known =
        jdbc.sql("select exists (select 1 from ledger_event where origin = ? and sequence = ?)")
            .params(event.origin(), event.sequence())
            .query(Boolean.class)
            .single();
    if (!known) {
      insert(event);
    }
  }

  /** How often this step was taken at this desk since then. */
  public long count(Step step, Instant since) {
    return jdbc.sql("select count(*) from ledger_event where at >= ? and origin = ? and step = ?")
        .params(Timestamp.from(since), "desk/" + unit, step.name())
        .query(Long.class)
        .single();
  }

  /** Everything about one item, oldest first. */
  public List<LedgerEvent> of(ArrivalId item) {
    return jdbc.sql(SELECT + "where item = ? order by at, origin, sequence")
        .param(item.hex())
        .query((row, n) -> event(row))
        .list();
  }

  /** One page, newest first, of at most {@code limit} events older than {@code before}. */
  public List<LedgerEvent> page(@Nullable LedgerCursor before, int limit) {
    String order = "order by at desc, origin desc, sequence desc limit ?";
    JdbcClient.StatementSpec query =
        before == null
            ? jdbc.sql(SELECT + order).param(limit)
            : jdbc.sql(SELECT + "where (at, origin, sequence) < (?, ?, ?) " + order)
                .params(Timestamp.from(before.at()), before.origin(), before.sequence(), limit);
    return query.query((row, n) -> event(row)).list();
  }

  private void insert(LedgerEvent event) {
    ArrivalId item = event.item();
    jdbc.sql(
            "insert into ledger_event (origin, sequence, at, version, step, unit, actor, item,"
                + " commitment, policy, facts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)")
        .param(event.origin())
        .param(event.sequence())
        .param(Timestamp.from(event.at()))
        .param(event.version())
        .param(event.step().name())
        .param(event.unit())
        .param(event.actor())
        .param(item == null ? null : item.hex())
        .param(event.commitment())
        .param(event.policy())
        .param(write(event.facts()))
        .update();
  }

  private LedgerEvent event(ResultSet row) throws SQLException {
    String item = row.getString("item");
    Instant at = row.getTimestamp("at").toInstant();
    return new LedgerEvent(
        row.getInt("version"),
        row.getString("origin"),
        row.getLong("sequence"),
        at,
        Step.valueOf(row.getString("step")),
        row.getString("unit"),
        row.getString("actor"),
        item == null ? null : new ArrivalId(item),
        row.getString("commitment"),
        row.getString("policy"),
        read(row.getString("facts")));
  }

  private String write(Map<String, String> facts) {
    try {
      return json.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON");
    }
  }

  private Map<String, String> read(String facts) {
    try {
      return json.readValue(facts, FACTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts in the ledger are not a map of strings");
    }
  }
}
