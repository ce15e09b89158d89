package org.sanwei.gateway.reply;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.gateway.desk.DeskEvents;
import org.sanwei.gateway.desk.Registered;
import org.sanwei.gateway.desk.Trouble;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.message.Reception;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The notices in table {@code reply_notice}. One is marked as being sent before it is sent and
 * ended after, so that a crash between the two leaves it unknown and never sent twice. Safe from
 * many threads and gateways.
 */
public final class NoticeBook implements Registered {
  /** Longer than any provider's time-outs together: what is being sent longer died on the way. */
  static final Duration LONGEST_SEND = Duration.ofMinutes(10);

  /**
   * An item {@code i} that may still be asked for: it was not found to be, or maybe, classified.
   */
  static final String ASKABLE =
      "(i.outcome = 'OPEN' or (i.outcome = 'HELD' and i.reason is distinct from 'suspect'))";

  /** What became classified, or suspect, after its sender was to be asked for it. */
  static final String BARRED = "resend-classified";

  private static final String NOT_CONFIRMED = "not-confirmed";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final DeskEvents events;
  private final Map<String, ReceiptConfig> channels;
  private final Clock clock;

  /**
   * @param channels those that give receipts
   */
  public NoticeBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      Map<String, ReceiptConfig> channels,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.channels = Map.copyOf(channels);
    this.clock = clock;
  }

  /** The receipt is due a fixed while after the number was given, whatever the outcome will be. */
  @Override
  public void registered(Reception reception) {
    ReceiptConfig config = channels.get(reception.channel());
    if (config == null || config.way() == Way.HTTP) {
      return;
    }
    Instant now = clock.instant();
    jdbc.sql(
            "insert into reply_notice (arrival_id, channel, kind, created_at, due_at, changed_at)"
                + " values (?, ?, 'RECEIVED', ?, ?, ?) on conflict do nothing")
        .params(
            reception.id().hex(),
            reception.channel(),
            Timestamp.from(now),
            Timestamp.from(now.plus(config.after())),
            Timestamp.from(now))
        .update();
  }

  /** A request that is due at once; in the caller's transaction. */
  void ask(ArrivalId item, String channel, List<Defect> missing, UUID person) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "insert into reply_notice (arrival_id, channel, kind, defects, asked_by, created_at,"
                + " due_at, changed_at) values (?, ?, 'RESEND', ?, ?, ?, ?, ?)")
        .param(item.hex())
        .param(channel)
        .param(missing.stream().map(Defect::code).toArray(String[]::new))
        .param(person)
        .param(now)
        .param(now)
        .param(now)
        .update();
  }

  /** Takes the next notice that is due and that no other gateway has in hand. */
  Optional<Due> claim() {
    return Trouble.transaction(transaction, this::claimed);
  }

  private Optional<Due> claimed() {
    Timestamp now = Timestamp.from(clock.instant());
    Optional<Due> due =
        jdbc.sql(
                "select n.id, n.arrival_id, n.channel, n.kind, n.defects, n.attempts, n.created_at,"
                    + " i.year, i.number, i.received_at, i.outcome is not null as judged,"
                    + (" n.kind = 'RESEND' and not coalesce(" + ASKABLE + ", false) as barred")
                    + " from reply_notice n join item i on i.arrival_id = n.arrival_id"
                    + " where n.state = 'WAITING' and n.due_at <= ? and not (n.channel = any(?))"
                    + " order by n.due_at, n.id limit 1 for update of n skip locked")
            .param(now)
            .param(fetched())
            .query((row, n) -> due(row))
            .optional();
    due.ifPresent(
        taken ->
            jdbc.sql(
                    "update reply_notice set state = 'SENDING', attempts = attempts + 1,"
                        + " changed_at = ? where id = ?")
                .params(now, taken.id())
                .update());
    return due;
  }

  /** Channels whose senders ask for their notices. */
  private String[] fetched() {
    return channels.entrySet().stream()
        .filter(channel -> channel.getValue().way() == Way.HTTP)
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  private static Due due(ResultSet row) throws SQLException {
    int year = row.getInt("year");
    int number = row.getInt("number");
    Instant receivedAt = row.getTimestamp("received_at").toInstant();
    Notice notice =
        row.getString("kind").equals(Notice.Kind.RECEIVED.name())
            ? new Notice.Received(year, number, receivedAt)
            : new Notice.Resend(year, number, receivedAt, defects(row));
    return new Due(
        row.getObject("id", UUID.class),
        new ArrivalId(row.getString("arrival_id")),
        row.getString("channel"),
        notice,
        row.getBoolean("judged"),
        row.getBoolean("barred"),
        row.getInt("attempts") + 1,
        row.getTimestamp("created_at").toInstant());
  }

  static List<Defect> defects(ResultSet row) throws SQLException {
    String[] codes = (String[]) row.getArray("defects").getArray();
    return Arrays.stream(codes).map(Defect::parse).toList();
  }

  /** Ends a notice that was taken, with its ledger event. */
  void end(Due due, NoticeState state, String code) {
    Trouble.transaction(
        transaction, () -> ended(due.id(), due.item(), due.notice().kind(), state, code));
    events.changed(due.item());
  }

  private boolean ended(UUID id, ArrivalId item, Notice.Kind kind, NoticeState state, String code) {
    int changed =
        jdbc.sql(
                "update reply_notice set state = ?, code = ?, changed_at = ? where id = ?"
                    + " and state in ('SENDING', 'WAITING')")
            .params(state.name(), code, Timestamp.from(clock.instant()), id)
            .update();
    if (changed == 1) {
      Map<String, String> facts = new HashMap<>();
      facts.put("act", kind.name());
      facts.put("result", state.name());
      facts.put("code", code);
      ledger.append(Step.NOTICE_ENDED, Ledger.SERVICE, item, null, null, facts);
    }
    return changed == 1;
  }

  /** Puts back a notice that was taken and not sent. */
  void later(Due due, Duration pause, boolean counts) {
    Instant now = clock.instant();
    Trouble.transaction(
        transaction,
        () ->
            jdbc.sql(
                    "update reply_notice set state = 'WAITING', due_at = ?, changed_at = ?,"
                        + " attempts = attempts - ? where id = ? and state = 'SENDING'")
                .params(
                    Timestamp.from(now.plus(pause)), Timestamp.from(now), counts ? 0 : 1, due.id())
                .update());
  }

  /** Gives up what has been on its way too long: a crash came between taking and ending it. */
  int giveUp() {
    record Lost(UUID id, ArrivalId item, Notice.Kind kind) {}
    List<Lost> lost =
        jdbc.sql(
                "select id, arrival_id, kind from reply_notice where state = 'SENDING'"
                    + " and changed_at < ? limit 100")
            .param(Timestamp.from(clock.instant().minus(LONGEST_SEND)))
            .query(
                (row, n) ->
                    new Lost(
                        row.getObject("id", UUID.class),
                        new ArrivalId(row.getString("arrival_id")),
                        Notice.Kind.valueOf(row.getString("kind"))))
            .list();
    for (Lost one : lost) {
      Trouble.transaction(
          transaction,
          () -> ended(one.id(), one.item(), one.kind(), NoticeState.UNKNOWN, NOT_CONFIRMED));
      events.changed(one.item());
    }
    return lost.size();
  }

  /**
   * The requests that wait to be fetched are fetched now; what is missing of this item, or none.
   * None either of what became classified meanwhile: a request for it ends here.
   */
  List<Defect> fetch(ArrivalId item) {
    return Trouble.transaction(
        transaction,
        () -> {
          record Asked(UUID id, boolean waits, boolean may, List<Defect> missing) {}
          Optional<Asked> asked =
              jdbc.sql(
                      "select n.id, n.state, n.defects, coalesce("
                          + ASKABLE
                          + ", false) as may from reply_notice n"
                          + " join item i on i.arrival_id = n.arrival_id where n.arrival_id = ?"
                          + " and n.kind = 'RESEND' and n.state in ('WAITING', 'SENT')"
                          + " order by n.created_at desc limit 1 for update of n")
                  .param(item.hex())
                  .query(
                      (row, n) ->
                          new Asked(
                              row.getObject("id", UUID.class),
                              row.getString("state").equals(NoticeState.WAITING.name()),
                              row.getBoolean("may"),
                              defects(row)))
                  .optional();
          asked
              .filter(Asked::waits)
              .ifPresent(
                  one ->
                      ended(
                          one.id(),
                          item,
                          Notice.Kind.RESEND,
                          one.may() ? NoticeState.SENT : NoticeState.WITHHELD,
                          one.may() ? "fetched" : BARRED));
          return asked.filter(Asked::may).map(Asked::missing).orElse(List.of());
        });
  }
}
