package org.sanwei.gateway.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what became of deliveries, by the outlets that gateway.yaml names. Of the book of
 * deliveries it reads states, times and codes: no recipient and no word.
 */
public final class OutletRows {
  private static final Duration LATELY = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Set<String> outlets;

  public OutletRows(JdbcClient jdbc, Set<String> outlets) {
    this.jdbc = jdbc;
    this.outlets = new TreeSet<>(outlets);
  }

  /**
   * One outlet. {@code waiting} is what is queued or being sent; the other counts are of the last
   * 24 hours, by the state that a delivery has now. {@code lastGood} is the newest that a provider
   * took or a phone received, {@code lastBad} the newest that failed or of which nobody knows.
   */
  public record Outlet(
      String name,
      long waiting,
      long accepted,
      long delivered,
      long failed,
      long unknown,
      @Nullable Instant lastGood,
      @Nullable Bad lastBad) {}

  /** What went wrong last: a provider's code or a word of ours. */
  public record Bad(Instant at, String code) {}

  /** By name. */
  List<Outlet> all(Instant now) {
    return jdbc.sql(
            "select o.name, (select count(*) from delivery d where d.outlet = o.name and d.state in"
                + " ('QUEUED', 'SENDING')) as waiting, c.*, g.good, b.changed_at as bad, b.code from"
                + " unnest(:outlets) o(name) cross join lateral (select count(*) filter (where"
                + " d.state = 'ACCEPTED') as accepted, count(*) filter (where d.state ="
                + " 'DELIVERED') as delivered, count(*) filter (where d.state = 'FAILED') as failed,"
                + " count(*) filter (where d.state = 'UNKNOWN') as unknown from delivery d where"
                + " d.outlet = o.name and d.changed_at > :since) c cross join lateral (select"
                + " max(d.changed_at) as good from delivery d where d.outlet = o.name and d.state in"
                + " ('ACCEPTED', 'DELIVERED')) g left join lateral (select d.changed_at, d.code from"
                + " delivery d where d.outlet = o.name and d.state in ('FAILED', 'UNKNOWN') order by"
                + " d.changed_at desc limit 1) b on true order by o.name")
        .param("outlets", outlets.toArray(String[]::new))
        .param("since", Timestamp.from(now.minus(LATELY)))
        .query((row, n) -> row(row))
        .list();
  }

  private static Outlet row(ResultSet row) throws SQLException {
    Timestamp good = row.getTimestamp("good");
    Timestamp bad = row.getTimestamp("bad");
    String code = row.getString("code");
    return new Outlet(
        row.getString("name"),
        row.getLong("waiting"),
        row.getLong("accepted"),
        row.getLong("delivered"),
        row.getLong("failed"),
        row.getLong("unknown"),
        good == null ? null : good.toInstant(),
        bad == null ? null : new Bad(bad.toInstant(), code == null ? "" : code));
  }
}
