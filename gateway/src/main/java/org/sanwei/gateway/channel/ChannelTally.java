package org.sanwei.gateway.channel;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.desk.ArrivalTally;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts arrivals by channel and hour, and the gaps between them, in the register's own
 * transaction. What a message costs does not grow with what is stored. An outcome counts as it was
 * first judged, under the hour of its reception; probes of ours count as drills and nothing else.
 */
public final class ChannelTally implements ArrivalTally {
  /** A gap of which more than a tenth was not listened to says nothing of the channel's habits. */
  private static final int HEARD_TENTHS = 10;

  /** Settled later than this after its reception, a message tells nothing of the time since. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final DeskSettings desk;
  private final Clock clock;

  public ChannelTally(JdbcClient jdbc, Ledger ledger, DeskSettings desk, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public boolean settled(Standing standing, @Nullable String envelope) {
    Reception reception = standing.reception();
    if (standing.probe() != null && arrived(standing.probe(), standing, envelope)) {
      state(reception.channel());
      total(reception.channel(), "drills");
      return true;
    }
    State before = state(reception.channel());
    heard(reception, before);
    String column = column(standing.outcome());
    total(reception.channel(), column);
    hour(reception.channel(), reception.receivedAt(), column);
    return false;
  }

  @Override
  public void duplicate(Reception reception) {
    state(reception.channel());
    total(reception.channel(), "duplicates");
    hour(reception.channel(), reception.receivedAt(), "duplicates");
  }

  /**
   * @param alarmed whether it was said since {@code lastAt} that the channel is silent
   */
  private record State(@Nullable Instant lastAt, Duration deaf, boolean alarmed) {}

  /** Locks the channel's row until the transaction ends. */
  private State state(String channel) {
    jdbc.sql(
            "insert into channel_state (unit, channel, since) values (?, ?, ?) on conflict do nothing")
        .params(desk.unit(), channel, Timestamp.from(clock.instant()))
        .update();
    return jdbc.sql(
            "select last_at, deaf_ms, alarm_at is not null and alarm_seen = coalesce(last_at,"
                + " 'epoch') as alarmed from channel_state where unit = ? and channel = ? for"
                + " update")
        .params(desk.unit(), channel)
        .query(
            (row, n) -> {
              Timestamp last = row.getTimestamp("last_at");
              return new State(
                  last == null ? null : last.toInstant(),
                  Duration.ofMillis(row.getLong("deaf_ms")),
                  row.getBoolean("alarmed"));
            })
        .single();
  }

  private void heard(Reception reception, State before) {
    Instant at = reception.receivedAt();
    Instant last = before.lastAt();
    if (last != null && !at.isAfter(last)) {
      return;
    }
    Duration since = Duration.between(at, clock.instant());
    long deaf =
        since.compareTo(LATE) > 0 ? Math.min(before.deaf().toMillis(), since.toMillis()) : 0;
    jdbc.sql("update channel_state set last_at = ?, deaf_ms = ? where unit = ? and channel = ?")
        .params(Timestamp.from(at), deaf, desk.unit(), reception.channel())
        .update();
    // What was an alarm is no habit: once booked, it would be the measure of the next.
    if (last != null && !before.alarmed()) {
      gap(reception.channel(), last, at, before.deaf());
    }
  }

  private void gap(String channel, Instant from, Instant until, Duration deaf) {
    Duration whole = Duration.between(from, until);
    Duration gap = whole.minus(deaf);
    if (gap.isNegative() || deaf.abs().multipliedBy(HEARD_TENTHS).compareTo(whole) > 0) {
      return;
    }
    Set<Integer> hours = HoursOfGap.of(from, until, desk.zone());
    jdbc.sql(
            "insert into channel_gap (unit, channel, day, hour, bucket, gaps) select ?, ?, ?, h, ?, 1"
                + " from unnest(?::smallint[]) h on conflict (unit, channel, hour, day, bucket)"
                + " do update set gaps = channel_gap.gaps + 1")
        .param(desk.unit())
        .param(channel)
        .param(LocalDate.ofInstant(until, desk.zone()))
        .param(GapHistogram.bucketOf(gap))
        .param(hours.toArray(Integer[]::new))
        .update();
  }

  private void total(String channel, String column) {
    jdbc.sql(
            "update channel_state set "
                + column
                + " = "
                + column
                + " + 1 where unit = ? and channel = ?")
        .params(desk.unit(), channel)
        .update();
  }

  private void hour(String channel, Instant at, String column) {
    jdbc.sql(
            "insert into channel_hour (unit, channel, hour, "
                + column
                + ") values (?, ?, ?, 1) on conflict (unit, channel, hour) do update set "
                + column
                + " = channel_hour."
                + column
                + " + 1")
        .params(desk.unit(), channel, Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
        .update();
  }

  private static String column(Outcome outcome) {
    return outcome == Outcome.SPILL ? "spilled" : outcome.name().toLowerCase(Locale.ROOT);
  }

  /** False when the probe is not this channel's, has arrived before, or is too old to be one. */
  private boolean arrived(UUID probe, Standing standing, @Nullable String envelope) {
    Outcome outcome = standing.outcome();
    boolean closed = outcome == Outcome.CLASSIFIED || outcome == Outcome.SPILL;
    Instant now = clock.instant();
    int one =
        jdbc.sql(
                "update probe set arrived_at = :now, arrival_id = :id, envelope = :envelope,"
                    + " line = :line, state = case when (marked and :closed) or (not marked and"
                    + " :open) then 'ARRIVED' else 'ELSEWHERE' end, reason = :outcome where id ="
                    + " :probe and unit = :unit and channel = :channel and arrival_id is null and"
                    + " expires_at > :now")
            .param("now", Timestamp.from(now))
            .param("id", standing.reception().id().hex())
            .param("envelope", envelope)
            .param(
                "line", outcome == Outcome.SPILL ? "spill" : standing.label().lineOrRoot().path())
            .param("closed", closed)
            .param("open", outcome == Outcome.OPEN)
            .param("outcome", outcome.name())
            .param("probe", probe)
            .param("unit", desk.unit())
            .param("channel", standing.reception().channel())
            .update();
    if (one == 1) {
      ledger.append(
          Step.PROBE_ARRIVED,
          Ledger.SERVICE,
          standing.reception().id(),
          null,
          null,
          java.util.Map.of(
              "channel",
              standing.reception().channel(),
              "probe",
              probe.toString(),
              "outcome",
              outcome.name()));
    }
    return one == 1;
  }
}
