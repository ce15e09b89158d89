package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is stored of open items, for engines that go through all of it and keep none; never for a
 * page. Raised items and drills are not there. Each call is a statement of its own.
 */
public final class StoredTexts {
  private static final String OPEN =
      " from item where unit = :unit and received_at >= :from and outcome = 'OPEN'"
          + " and hidden_at is null and not drill";

  private final JdbcClient jdbc;
  private final OpenTexts texts;
  private final String unit;

  public StoredTexts(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.texts = new OpenTexts(jdbc);
    this.unit = unit;
  }

  /** What is known of an open item beside its parts. */
  public record Stored(ArrivalId id, String channel, String sender, Instant receivedAt) {
    @Override
    public String toString() {
      return "Stored[" + id + "]";
    }
  }

  /** How many open items came since. */
  public long count(Instant from) {
    return jdbc.sql("select count(*)" + OPEN)
        .param("unit", unit)
        .param("from", Timestamp.from(from))
        .query(Long.class)
        .single();
  }

  /** The next ones since, oldest first; {@code after} is the last of the page before. */
  public List<Stored> page(Instant from, @Nullable Stored after, int limit) {
    return jdbc.sql(
            "select arrival_id, channel, coalesce(sender, '') as sender, received_at"
                + OPEN
                // Said twice: the index knows the time alone, and would else begin anew at each
                // page.
                + " and received_at >= :at and (received_at, arrival_id) > (:at, :id)"
                + " order by received_at, arrival_id limit :limit")
        .param("unit", unit)
        .param("from", Timestamp.from(from))
        .param("at", Timestamp.from(after == null ? from.minusSeconds(1) : after.receivedAt()))
        .param("id", after == null ? "" : after.id().hex())
        .param("limit", limit)
        .query(
            (row, n) ->
                new Stored(
                    new ArrivalId(row.getString("arrival_id")),
                    row.getString("channel"),
                    row.getString("sender"),
                    row.getTimestamp("received_at").toInstant()))
        .list();
  }

  /** Its texts; none when it was raised meanwhile. */
  public List<Part> parts(ArrivalId id) {
    return texts.parts(id);
  }

  /**
   * How many held and classified items, and spills, each rule had a part in: public evidence of
   * their cards.
   */
  public Map<String, Long> cardsByRule(Instant from) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            "select r.rule as rule, count(*) as items from item cross join lateral unnest(rules) r (rule)"
                + " where unit = :unit and received_at >= :from"
                + " and outcome in ('HELD', 'CLASSIFIED', 'SPILL') and not drill group by r.rule")
        .param("unit", unit)
        .param("from", Timestamp.from(from))
        .query(
            row -> {
              counts.put(row.getString("rule"), row.getLong("items"));
            });
    return counts;
  }
}
