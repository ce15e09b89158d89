package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What arrived in a period, with the titles of open items; for those who may read items. */
public final class StoredTitles {
  private final JdbcClient jdbc;
  private final String unit;

  public StoredTitles(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.unit = unit;
  }

  /**
   * One arrival. {@code title} is empty unless it is open; {@code outcome} is null while it waits;
   * {@code repeat} when an earlier one may be the same message.
   */
  public record Titled(
      ArrivalId id,
      RowCursor number,
      Instant receivedAt,
      @Nullable Outcome outcome,
      String title,
      boolean repeat) {
    @Override
    public String toString() {
      return "Titled[" + id + "]";
    }
  }

  /** From {@code from} until before {@code until}, oldest first, drills left out. */
  public List<Titled> between(Instant from, Instant until, int limit) {
    return jdbc.sql(
            "select i.arrival_id, i.year, i.number, i.received_at, i.outcome, case when i.outcome ="
                + " 'OPEN' and i.hidden_at is null then coalesce(nullif(i.subject, ''), i.opening,"
                + " '') else '' end as title, i.repeat_group is not null and exists (select 1 from"
                + " item e where e.unit = i.unit and e.repeat_group = i.repeat_group and (e.year,"
                + " e.number) < (i.year, i.number)) as repeat from item i where i.unit = :unit and"
                + " i.received_at >= :from and i.received_at < :until and not i.drill"
                + " order by i.received_at, i.arrival_id limit :limit")
        .param("unit", unit)
        .param("from", Timestamp.from(from))
        .param("until", Timestamp.from(until))
        .param("limit", limit)
        .query(
            (row, n) -> {
              String outcome = row.getString("outcome");
              return new Titled(
                  new ArrivalId(row.getString("arrival_id")),
                  new RowCursor(row.getInt("year"), row.getInt("number")),
                  row.getTimestamp("received_at").toInstant(),
                  outcome == null ? null : Outcome.valueOf(outcome),
                  row.getString("title"),
                  row.getBoolean("repeat"));
            })
        .list();
  }
}
