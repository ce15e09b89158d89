package org.sanwei.gateway.channel;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks every half minute for channels that have been silent too long, and raises and ends the
 * alarm. Time between two looks that is longer than it should be was not listened to (the gateway
 * stood still, the database was away, the clock was set), and is not counted as silence: so neither
 * a restart nor a clock raises an alarm, and one that was raised stays until a message comes.
 */
public final class SilenceWatch {
  /** How often it looks. */
  public static final Duration EVERY = Duration.ofSeconds(30);

  private static final int COUNTS_KEPT_DAYS = 400;
  private static final int GAPS_KEPT_DAYS = 28;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final ChannelRows rows;
  private final Supplier<SilenceFloors> floors;
  private final DeskSettings desk;
  private final Clock clock;
  private LocalDate pruned = LocalDate.MIN;

  public SilenceWatch(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      ChannelRows rows,
      Supplier<SilenceFloors> floors,
      DeskSettings desk,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.rows = rows;
    this.floors = floors;
    this.desk = desk;
    this.clock = clock;
  }

  /** One look. Whoever calls it again after an exception repeats what was not done. */
  synchronized void look() {
    Instant now = clock.instant();
    transaction.executeWithoutResult(status -> listen(now));
    Map<String, GapHistogram> gaps = rows.gaps(now);
    for (ChannelRow row : rows.all()) {
      alarm(row, gaps.getOrDefault(row.channel(), GapHistogram.NONE), now);
    }
    prune(now);
  }

  /** Knows every channel, and writes down what was not listened to. */
  private void listen(Instant now) {
    Set<String> channels = rows.channels();
    Optional<Instant> before =
        jdbc.sql("select looked_at from channel_watch where unit = ? for update")
            .param(desk.unit())
            .query(Timestamp.class)
            .optional()
            .map(Timestamp::toInstant);
    jdbc.sql(
            "insert into channel_watch (unit, looked_at) values (?, ?) on conflict (unit)"
                + " do update set looked_at = excluded.looked_at")
        .params(desk.unit(), Timestamp.from(now))
        .update();
    for (String channel : channels) {
      jdbc.sql(
              "insert into channel_state (unit, channel, since) values (?, ?, ?)"
                  + " on conflict do nothing")
          .params(desk.unit(), channel, Timestamp.from(now))
          .update();
    }
    if (before.isEmpty()) {
      return;
    }
    Duration elapsed = Duration.between(before.get(), now);
    boolean missed = elapsed.isNegative() || elapsed.compareTo(EVERY.multipliedBy(3)) > 0;
    deafen(missed ? elapsed.minus(EVERY) : Duration.ZERO, "channel = any(:channels)", channels);
    // A channel that gateway.yaml does not name now is not listened to at all.
    deafen(elapsed, "channel <> all(:channels)", channels);
  }

  private void deafen(Duration by, String which, Set<String> channels) {
    if (!by.isZero()) {
      jdbc.sql("update channel_state set deaf_ms = deaf_ms + :ms where unit = :unit and " + which)
          .param("ms", by.toMillis())
          .param("unit", desk.unit())
          .param("channels", channels.toArray(String[]::new))
          .update();
    }
  }

  private void alarm(ChannelRow row, GapHistogram gaps, Instant now) {
    if (row.alarmAt() != null) {
      if (!row.alarmed()) {
        end(row);
      }
      return;
    }
    Silence silence = Silence.judge(row.quiet(now), gaps, floors.get().of(row.channel()));
    if (silence.alarming()) {
      raise(row, silence, now);
    }
  }

  /** The ledger first: whoever counts an arrival takes its lock before the channel's row. */
  private void raise(ChannelRow row, Silence silence, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          ledger.append(
              Step.CHANNEL_SILENT,
              Ledger.SERVICE,
              null,
              null,
              null,
              Map.of(
                  "channel",
                  row.channel(),
                  "quiet",
                  silence.quiet().toString(),
                  "limit",
                  silence.limit().toString(),
                  "basis",
                  silence.basis().name()));
          int raised =
              jdbc.sql(
                      "update channel_state set alarm_at = :now, alarm_seen ="
                          + " coalesce(last_at, 'epoch'), alarm_limit_ms = :limit where unit ="
                          + " :unit and channel = :channel and alarm_at is null and"
                          + " coalesce(last_at, 'epoch') = :seen")
                  .param("now", Timestamp.from(now))
                  .param("limit", silence.limit().toMillis())
                  .param("unit", desk.unit())
                  .param("channel", row.channel())
                  .param("seen", Timestamp.from(row.lastBooked()))
                  .update();
          if (raised == 0) {
            // A message came while it was being raised.
            status.setRollbackOnly();
          }
        });
  }

  private void end(ChannelRow row) {
    transaction.executeWithoutResult(
        status -> {
          ledger.append(
              Step.CHANNEL_HEARD,
              Ledger.SERVICE,
              null,
              null,
              null,
              Map.of("channel", row.channel()));
          int ended =
              jdbc.sql(
                      "update channel_state set alarm_at = null, alarm_seen = null,"
                          + " alarm_limit_ms = null where unit = ? and channel = ?"
                          + " and alarm_at is not null")
                  .params(desk.unit(), row.channel())
                  .update();
          if (ended == 0) {
            status.setRollbackOnly();
          }
        });
  }

  private void prune(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, desk.zone());
    if (today.equals(pruned)) {
      return;
    }
    jdbc.sql("delete from channel_gap where unit = ? and day <= ?")
        .params(desk.unit(), today.minusDays(GAPS_KEPT_DAYS))
        .update();
    jdbc.sql("delete from channel_hour where unit = ? and hour < ?")
        .params(desk.unit(), Timestamp.from(now.minus(Duration.ofDays(COUNTS_KEPT_DAYS))))
        .update();
    jdbc.sql("delete from probe where unit = ? and issued_at < ?")
        .params(desk.unit(), Timestamp.from(now.minus(Duration.ofDays(COUNTS_KEPT_DAYS))))
        .update();
    pruned = today;
  }
}
