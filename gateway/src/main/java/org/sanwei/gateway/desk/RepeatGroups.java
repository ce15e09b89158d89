package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sanwei.config.label.Label;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which arrivals are possible repeats of one another (可能重复): equal messages of one sender by one
 * channel whose source names none, judged alike, received within {@link
 * DeskSettings#repeatsWithin()} of each other. An arrival keeps its group's number and not what the
 * group was found by. Writes in the caller's transaction; nobody is hidden by it, see {@link
 * Row#foldable()}.
 */
public final class RepeatGroups {
  /** What is equal comes within an hour, or is another report. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** A sender that repeats itself without end fills no page. */
  static final int MOST = 99;

  /** How many of them a row of a list names. */
  static final int MOST_NAMED = 6;

  /** How far the rows of a list count. */
  static final int MOST_COUNTED = 999;

  private final JdbcClient jdbc;
  private final DeskSettings desk;
  private final Clock clock;

  public RepeatGroups(JdbcClient jdbc, DeskSettings desk, Clock clock) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.clock = clock;
  }

  /** One arrival of a group. */
  public record One(ArrivalId id, RowCursor cursor, Instant receivedAt) {}

  /** The group that the last ones came into, and when its earliest and latest were received. */
  private record Seen(UUID group, Instant first, Instant last) {
    static Seen read(ResultSet row) throws SQLException {
      return new Seen(
          row.getObject("repeat_group", UUID.class),
          row.getTimestamp("first_at").toInstant(),
          row.getTimestamp("last_at").toInstant());
    }

    /** With one more; a new group when they would be further apart than {@code within}. */
    Seen with(Instant at, Duration within) {
      Instant earliest = at.isBefore(first) ? at : first;
      Instant latest = at.isAfter(last) ? at : last;
      return Duration.between(earliest, latest).compareTo(within) <= 0
          ? new Seen(group, earliest, latest)
          : new Seen(UUID.randomUUID(), at, at);
    }
  }

  /**
   * Puts an arrival that was just settled into its group. Takes the lock of one row, after those of
   * the arrival and the counter of numbers. Gives the others of the group whose rows say another
   * thing now: the first, and who was first before.
   */
  List<ArrivalId> join(Standing standing) {
    String key = standing.repeatKey();
    if (key == null) {
      return List.of();
    }
    String unit = standing.reception().unit();
    Instant at = standing.reception().receivedAt();
    String judged = judged(standing);
    Seen before =
        jdbc.sql(
                "insert into repeat_seen (unit, key, judged, repeat_group, first_at, last_at,"
                    + " seen_at) values (:unit, :key, :judged, gen_random_uuid(), :at, :at, :now)"
                    + " on conflict (unit, key, judged) do update set seen_at = excluded.seen_at"
                    + " returning repeat_group, first_at, last_at")
            .param("unit", unit)
            .param("key", key)
            .param("judged", judged)
            .param("at", Timestamp.from(at))
            .param("now", Timestamp.from(clock.instant()))
            .query((row, n) -> Seen.read(row))
            .single();
    Seen now = before.with(at, desk.repeatsWithin());
    jdbc.sql(
            "update repeat_seen set repeat_group = ?, first_at = ?, last_at = ?"
                + " where unit = ? and key = ? and judged = ?")
        .params(now.group(), Timestamp.from(now.first()), Timestamp.from(now.last()))
        .params(unit, key, judged)
        .update();
    jdbc.sql("update item set repeat_group = ? where arrival_id = ?")
        .params(now.group(), standing.reception().id().hex())
        .update();
    return neighbours(standing.reception().id());
  }

  /**
   * Takes an arrival out: it was judged anew, and whatever it says, its being equal to another
   * would tell it. Gives the others whose rows say another thing now.
   */
  List<ArrivalId> leave(ArrivalId id) {
    List<ArrivalId> others = neighbours(id);
    jdbc.sql("update item set repeat_group = null where arrival_id = ?").param(id.hex()).update();
    return others;
  }

  private List<ArrivalId> neighbours(ArrivalId id) {
    return others(id, 2).stream().map(One::id).filter(other -> !other.equals(id)).toList();
  }

  /**
   * All of this arrival's group, itself among them, the first first; at most {@value #MOST}, and
   * none when it is alone.
   */
  List<One> of(ArrivalId id) {
    List<One> all = others(id, MOST);
    return all.size() < 2 ? List.of() : all;
  }

  private List<One> others(ArrivalId id, int most) {
    return jdbc.sql(
            "select e.arrival_id, e.year, e.number, e.received_at from item i join item e on e.unit"
                + " = i.unit and e.repeat_group = i.repeat_group where i.arrival_id = ? order by"
                + " e.year, e.number limit ?")
        .params(id.hex(), most)
        .query(
            (row, n) ->
                new One(
                    new ArrivalId(row.getString("arrival_id")),
                    new RowCursor(row.getInt("year"), row.getInt("number")),
                    row.getTimestamp("received_at").toInstant()))
        .list();
  }

  /** Deletes what can find no group any more. */
  public void forget() {
    jdbc.sql("delete from repeat_seen where seen_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  /** Public evidence. What was judged otherwise, by another policy say, is no repeat. */
  private static String judged(Standing standing) {
    Label label = standing.label();
    return String.join(
        " ",
        standing.outcome().name(),
        standing.reason(),
        label.sensitivity().name(),
        label.urgency().name(),
        label.lineOrRoot().path(),
        String.join(" ", standing.rules()));
  }
}
