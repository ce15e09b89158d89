package org.sanwei.gateway.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.web.DeskSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is stored of the channels that gateway.yaml names. */
public final class ChannelRows {
  private static final int GAP_DAYS = 28;
  private static final int WORD = 80;

  /**
   * What waits may be a probe of ours, which is no sign of life; until it is judged, nobody knows.
   */
  private static final String PROBING =
      " exists (select 1 from probe p where p.unit = i.unit and p.channel = i.channel and p.state"
          + " in ('MADE', 'SENT') and p.issued_at <= i.received_at)";

  private final JdbcClient jdbc;
  private final DeskSettings desk;
  private final Set<String> channels;

  public ChannelRows(JdbcClient jdbc, DeskSettings desk, Set<String> channels) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.channels = new TreeSet<>(channels);
  }

  /** The channels of gateway.yaml. */
  Set<String> channels() {
    return channels;
  }

  /** All that were ever looked at, by name. */
  List<ChannelRow> all() {
    return jdbc.sql(
            "select s.*, coalesce(w.waiting, 0) as waiting, w.newest from channel_state s left join"
                + " (select i.channel, count(*) as waiting, max(i.received_at) filter (where not"
                + PROBING
                + ") as newest from item i where i.unit = :unit and i.outcome is null group by"
                + " i.channel) w on w.channel = s.channel where s.unit = :unit and s.channel = any(:channels) order by s.channel")
        .param("unit", desk.unit())
        .param("channels", channels.toArray(String[]::new))
        .query((row, n) -> row(row))
        .list();
  }

  /** The gaps of four weeks at the hour of the day that {@code now} is in, by channel. */
  Map<String, GapHistogram> gaps(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, desk.zone());
    Map<String, Map<Integer, Long>> counts = new HashMap<>();
    Map<String, Set<LocalDate>> days = new HashMap<>();
    jdbc.sql(
            "select channel, day, bucket, gaps from channel_gap where unit = ? and channel = any(?)"
                + " and hour = ? and day > ?")
        .param(desk.unit())
        .param(channels.toArray(String[]::new))
        .param(now.atZone(desk.zone()).getHour())
        .param(today.minusDays(GAP_DAYS))
        .query(
            row -> {
              String channel = row.getString("channel");
              counts
                  .computeIfAbsent(channel, unused -> new HashMap<>())
                  .merge(row.getInt("bucket"), row.getLong("gaps"), Long::sum);
              days.computeIfAbsent(channel, unused -> new TreeSet<>())
                  .add(row.getObject("day", LocalDate.class));
            });
    Map<String, GapHistogram> gaps = new HashMap<>();
    counts.forEach(
        (channel, buckets) ->
            gaps.put(
                channel, new GapHistogram(buckets, days.getOrDefault(channel, Set.of()).size())));
    return gaps;
  }

  /**
   * What came by each channel in each of the last {@link RecentHours#HOURS} hours, the present one
   * last.
   */
  Map<String, RecentHours> hours(Instant now) {
    Instant first =
        now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(RecentHours.HOURS - 1L));
    Map<String, RecentHours> all = new HashMap<>();
    channels.forEach(channel -> all.put(channel, new RecentHours()));
    jdbc.sql(
            "select * from channel_hour where unit = ? and channel = any(?) and hour >= ? and"
                + " hour <= ?")
        .param(desk.unit())
        .param(channels.toArray(String[]::new))
        .param(Timestamp.from(first))
        .param(Timestamp.from(now))
        .query(
            row -> {
              Instant hour = row.getTimestamp("hour").toInstant();
              RecentHours hours = all.get(row.getString("channel"));
              if (hours != null) {
                hours.put((int) Duration.between(first, hour).toHours(), row);
              }
            });
    return all;
  }

  /**
   * Writes down what went wrong with a channel, {@code count} times, the last time as {@code fault}
   * says.
   */
  void fault(String channel, int count, ChannelRow.Fault fault) {
    jdbc.sql(
            "update channel_state set errors = errors + ?, error_at = ?, error_what = ?,"
                + " error_where = ? where unit = ? and channel = ?")
        .params(
            count,
            Timestamp.from(fault.at()),
            cut(fault.what()),
            cut(fault.where()),
            desk.unit(),
            channel)
        .update();
    jdbc.sql(
            "insert into channel_hour (unit, channel, hour, errors) values (?, ?, ?, ?) on conflict"
                + " (unit, channel, hour) do update set errors = channel_hour.errors +"
                + " excluded.errors")
        .params(
            desk.unit(), channel, Timestamp.from(fault.at().truncatedTo(ChronoUnit.HOURS)), count)
        .update();
  }

  private static String cut(String word) {
    return word.length() > WORD ? word.substring(0, WORD) : word;
  }

  private static ChannelRow row(ResultSet row) throws SQLException {
    Instant errorAt = instant(row, "error_at");
    return new ChannelRow(
        row.getString("channel"),
        row.getTimestamp("since").toInstant(),
        instant(row, "last_at"),
        Duration.ofMillis(row.getLong("deaf_ms")),
        new ChannelRow.Totals(
            row.getLong("open"),
            row.getLong("held"),
            row.getLong("classified"),
            row.getLong("spilled"),
            row.getLong("duplicates"),
            row.getLong("drills"),
            row.getLong("errors")),
        errorAt == null
            ? null
            : new ChannelRow.Fault(
                errorAt, row.getString("error_what"), row.getString("error_where")),
        instant(row, "alarm_at"),
        instant(row, "alarm_seen"),
        row.getLong("waiting"),
        instant(row, "newest"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
