package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.sanwei.gateway.web.DeskSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Draws up accounts of this desk's unit. One statement each, so both sides see one moment. */
public final class Accounts {
  private static final String WITHIN =
      " where unit = :unit and received_at >= :from and received_at < :until";

  private final JdbcClient jdbc;
  private final DeskSettings desk;
  private final Clock clock;

  public Accounts(JdbcClient jdbc, DeskSettings desk, Clock clock) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.clock = clock;
  }

  /** Everything ever received. */
  public Account total() {
    return between(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
  }

  /** What was received since the trade day began. */
  public Account today() {
    Instant now = clock.instant();
    return between(desk.startOfDay(now), Instant.parse("9999-01-01T00:00:00Z"));
  }

  /** What was received from {@code from} until before {@code until}, as it stands now. */
  public Account between(Instant from, Instant until) {
    return jdbc.sql(
            "select (select count(*) from reception"
                + WITHIN
                + ") as arrived, (select count(*) from reception"
                + WITHIN
                + " and duplicate) as duplicates, count(*) filter (where outcome is null) as"
                + " waiting, count(*) filter (where outcome = 'OPEN') as open, count(*) filter"
                + " (where outcome = 'HELD') as held, count(*) filter (where outcome ="
                + " 'CLASSIFIED') as classified, count(*) filter (where outcome = 'SPILL') as"
                + " spilled from item"
                + WITHIN)
        .param("unit", desk.unit())
        .param("from", Timestamp.from(from))
        .param("until", Timestamp.from(until))
        .query(
            (row, n) ->
                new Account(
                    row.getLong("arrived"),
                    row.getLong("waiting"),
                    row.getLong("open"),
                    row.getLong("held"),
                    row.getLong("classified"),
                    row.getLong("spilled"),
                    row.getLong("duplicates")))
        .single();
  }
}
