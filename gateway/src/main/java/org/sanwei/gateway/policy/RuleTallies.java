package org.sanwei.gateway.policy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often each rule has fired: counts of cards, whose rule ids are public evidence. */
public final class RuleTallies {
  /** How far back is counted. */
  public static final Duration REACH = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final String unit;

  public RuleTallies(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.unit = unit;
  }

  /** Of one rule: in the last day, in the last week, in {@link #REACH}. */
  public record Tally(long day, long week, long month) {
    /** Of a rule that has not fired. */
    public static final Tally NONE = new Tally(0, 0, 0);
  }

  /** By rule id; one that has not fired within {@link #REACH} is not there. */
  Map<String, Tally> at(Instant now) {
    Map<String, Tally> tallies = new HashMap<>();
    jdbc.sql(
            "select rule, count(*) filter (where received_at > ?) as day,"
                + " count(*) filter (where received_at > ?) as week, count(*) as month"
                + " from item, unnest(rules) as rule"
                + " where unit = ? and received_at > ? and received_at <= ? group by rule")
        .params(
            Timestamp.from(now.minus(Duration.ofDays(1))),
            Timestamp.from(now.minus(Duration.ofDays(7))),
            unit,
            Timestamp.from(now.minus(REACH)),
            Timestamp.from(now))
        .query(
            (row, n) ->
                tallies.put(
                    row.getString("rule"),
                    new Tally(row.getLong("day"), row.getLong("week"), row.getLong("month"))))
        .list();
    return tallies;
  }
}
