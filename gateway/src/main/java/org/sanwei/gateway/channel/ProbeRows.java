package org.sanwei.gateway.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The probes in PostgreSQL. Who writes what when is told in {@link Probes}. */
public final class ProbeRows {
  private static final String BETWEEN = "\n";

  private final JdbcClient jdbc;
  private final DeskSettings desk;

  public ProbeRows(JdbcClient jdbc, DeskSettings desk) {
    this.jdbc = jdbc;
    this.desk = desk;
  }

  /** What a probe has come to. */
  enum State {
    /** Written down and not yet handed over. */
    MADE,
    /** Handed over. */
    SENT,
    /** In its proper place. */
    ARRIVED,
    /** Judged to be something else than it should. */
    ELSEWHERE,
    /** It could not be handed over. */
    FAILED,
    /** Handed over and not seen again in time. */
    LOST,
    /** The gateway stopped while it was being handed over. */
    UNKNOWN,
    /** The channel cannot be tried from here. */
    UNPROVABLE;

    /** Whether somebody has to look after it. */
    boolean bad() {
      return this == ELSEWHERE || this == FAILED || this == LOST || this == UNKNOWN;
    }

    boolean underWay() {
      return this == MADE || this == SENT;
    }
  }

  /** One probe; {@code took} is null until it arrives. */
  record Result(
      String channel,
      boolean marked,
      State state,
      String reason,
      Instant issuedAt,
      @Nullable Duration took) {}

  /** An envelope of a probe that lies on a line until it is taken off. */
  record Lying(UUID probe, ArrivalId item, String line, String envelope, Instant issuedAt) {}

  /** A probe that is overdue. */
  record Overdue(UUID id, String channel, boolean marked, boolean sent) {}

  void add(ProbeLook look, UUID run, boolean marked, Instant now, Instant expires) {
    jdbc.sql(
            "insert into probe (id, run, unit, channel, marked, digest, file, words, state,"
                + " issued_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'MADE', ?, ?)")
        .param(look.id())
        .param(run)
        .param(desk.unit())
        .param(look.channel())
        .param(marked)
        .param(look.text())
        .param(look.file())
        .param(String.join(BETWEEN, look.words()))
        .param(Timestamp.from(now))
        .param(Timestamp.from(expires))
        .update();
  }

  /** Whether a probe of this channel was begun after {@code since} and has not ended. */
  boolean underWay(String channel, Instant since) {
    return jdbc.sql(
            "select exists (select 1 from probe where unit = ? and channel = ? and state in"
                + " ('MADE', 'SENT') and issued_at > ?)")
        .params(desk.unit(), channel, Timestamp.from(since))
        .query(Boolean.class)
        .single();
  }

  /** Moves a probe on that has not ended otherwise. */
  boolean move(UUID id, State state, String reason) {
    return jdbc.sql(
                "update probe set state = ?, reason = ? where id = ? and state in ('MADE', 'SENT')")
            .params(state.name(), reason, id)
            .update()
        == 1;
  }

  /** What was judged rightly and does not lie where it should. */
  void missing(UUID id) {
    jdbc.sql("update probe set state = 'ELSEWHERE', reason = 'not-on-line' where id = ?")
        .param(id)
        .update();
  }

  void cleared(UUID id, Instant now) {
    jdbc.sql("update probe set cleared_at = ? where id = ?")
        .params(Timestamp.from(now), id)
        .update();
  }

  /** Probes that may still come. */
  List<ProbeLook> awaited(Instant now) {
    return jdbc.sql(
            "select id, channel, digest, words, file from probe where unit = ? and arrival_id is"
                + " null and expires_at > ? and state not in ('UNPROVABLE')")
        .params(desk.unit(), Timestamp.from(now))
        .query(
            (row, n) ->
                new ProbeLook(
                    row.getObject("id", UUID.class),
                    row.getString("channel"),
                    row.getString("digest"),
                    Arrays.asList(row.getString("words").split(BETWEEN, -1)),
                    row.getString("file")))
        .list();
  }

  List<Overdue> overdue(Instant issuedBefore) {
    return jdbc.sql(
            "select id, channel, marked, state from probe where unit = ? and state in ('MADE',"
                + " 'SENT') and issued_at < ? order by issued_at")
        .params(desk.unit(), Timestamp.from(issuedBefore))
        .query(
            (row, n) ->
                new Overdue(
                    row.getObject("id", UUID.class),
                    row.getString("channel"),
                    row.getBoolean("marked"),
                    row.getString("state").equals("SENT")))
        .list();
  }

  List<Lying> lying() {
    return jdbc.sql(
            "select id, arrival_id, line, envelope, issued_at from probe where unit = ? and"
                + " envelope is not null and cleared_at is null")
        .param(desk.unit())
        .query(
            (row, n) ->
                new Lying(
                    row.getObject("id", UUID.class),
                    new ArrivalId(row.getString("arrival_id")),
                    row.getString("line"),
                    row.getString("envelope"),
                    row.getTimestamp("issued_at").toInstant()))
        .list();
  }

  boolean receipted(Lying lying) {
    return jdbc.sql(
            "select exists (select 1 from cipher_receipt where arrival_id = ? and envelope = ?)")
        .params(lying.item().hex(), lying.envelope())
        .query(Boolean.class)
        .single();
  }

  /** The newest probe of each channel and kind; with {@code ended}, the newest that has ended. */
  List<Result> newest(Set<String> channels, boolean ended) {
    return jdbc.sql(
            "select p.* from unnest(:channels::text[]) c (channel) cross join (values (false),"
                + " (true)) m (marked) cross join lateral (select * from probe where unit = :unit"
                + " and channel = c.channel and marked = m.marked"
                + (ended ? " and state not in ('MADE', 'SENT')" : "")
                + " order by issued_at desc limit 1) p")
        .param("channels", channels.toArray(String[]::new))
        .param("unit", desk.unit())
        .query((row, n) -> result(row))
        .list();
  }

  private static Result result(ResultSet row) throws SQLException {
    Instant issued = row.getTimestamp("issued_at").toInstant();
    Timestamp arrived = row.getTimestamp("arrived_at");
    return new Result(
        row.getString("channel"),
        row.getBoolean("marked"),
        State.valueOf(row.getString("state")),
        row.getString("reason"),
        issued,
        arrived == null ? null : Duration.between(issued, arrived.toInstant()));
  }

  /** True for the first to ask of a channel's day; in the transaction that begins its probes. */
  boolean first(String channel, LocalDate day) {
    return jdbc.sql(
                "insert into probe_day (unit, channel, day) values (?, ?, ?) on conflict do nothing")
            .params(desk.unit(), channel, day)
            .update()
        == 1;
  }

  /** The channels whose daily probes of that day were begun. */
  Set<String> begunOn(LocalDate day) {
    return Set.copyOf(
        jdbc.sql("select channel from probe_day where unit = ? and day = ?")
            .params(desk.unit(), day)
            .query(String.class)
            .list());
  }
}
