package org.sanwei.gateway.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lays out the monthly partitions ahead of time (docs/adr/0003-partitions.md). Months are UTC. What
 * comes for a month without a partition goes to the default one, so nothing is ever refused for
 * want of this.
 */
public final class Partitions {
  private static final int MONTHS_AHEAD = 3;

  private final JdbcClient jdbc;
  private final Clock clock;

  public Partitions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes the partitions of this month and the next three; call at start and once a day. */
  public void prepare() {
    YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      YearMonth month = now.plusMonths(ahead);
      Instant from = start(month);
      Instant until = start(month.plusMonths(1));
      make("reception", "reception", month, lowest(from).toString(), lowest(until).toString());
      make("ledger_event", "at", month, from.toString(), until.toString());
    }
  }

  /** The least UUIDv7 of an instant: 48 bits of milliseconds, then zeros. */
  static UUID lowest(Instant at) {
    return new UUID(at.toEpochMilli() << 16, 0);
  }

  private void make(String table, String key, YearMonth month, String from, String until) {
    // Rows that already lie in the default partition stay there: moving them is the operator's act.
    String type = key.equals("at") ? "timestamptz" : "uuid";
    String range = " >= '" + from + "'::" + type + " and " + key + " < '" + until + "'::" + type;
    boolean taken =
        jdbc.sql("select exists (select 1 from " + table + "_other where " + key + range + ")")
            .query(Boolean.class)
            .single();
    if (!taken) {
      jdbc.sql(
              "create table if not exists %s_%04d_%02d partition of %s for values from ('%s') to ('%s')"
                  .formatted(table, month.getYear(), month.getMonthValue(), table, from, until))
          .update();
    }
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
