package org.sanwei.gateway.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.release.IssueNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code bulletin} and its neighbours. Writes in the caller's transaction. */
final class BulletinStore {
  private final JdbcClient jdbc;
  private final String unit;

  BulletinStore(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.unit = unit;
  }

  /** Words, how they were judged, and the label of the whole. */
  record Judged(Words words, Verdict verdict, Label whole) {}

  UUID insert(Judged judged, boolean contentless, UUID drafter, byte[] salt, Instant now) {
    return jdbc.sql(
            "insert into bulletin (unit, title, body, sms, contentless, own_sensitivity,"
                + " own_urgency, sensitivity, urgency, rules, policy, salt, drafter, created_at,"
                + " changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id")
        .param(unit)
        .param(judged.words().title())
        .param(judged.words().body())
        .param(judged.words().sms())
        .param(contentless)
        .param(judged.verdict().label().sensitivity().name())
        .param(judged.verdict().label().urgency().name())
        .param(judged.whole().sensitivity().name())
        .param(judged.whole().urgency().name())
        .param(judged.verdict().rules().toArray(String[]::new))
        .param(judged.verdict().policy())
        .param(salt)
        .param(drafter)
        .param(Timestamp.from(now))
        .param(Timestamp.from(now))
        .query(UUID.class)
        .single();
  }

  void update(UUID id, Judged judged, Instant now) {
    jdbc.sql(
            "update bulletin set state = 'DRAFT', title = ?, body = ?, sms = ?, own_sensitivity ="
                + " ?, own_urgency = ?, sensitivity = ?, urgency = ?, rules = ?, policy = ?,"
                + " changed_at = ?, purged_at = null, version = version + 1 where id = ?")
        .param(judged.words().title())
        .param(judged.words().body())
        .param(judged.words().sms())
        .param(judged.verdict().label().sensitivity().name())
        .param(judged.verdict().label().urgency().name())
        .param(judged.whole().sensitivity().name())
        .param(judged.whole().urgency().name())
        .param(judged.verdict().rules().toArray(String[]::new))
        .param(judged.verdict().policy())
        .param(Timestamp.from(now))
        .param(id)
        .update();
  }

  void sources(UUID id, List<ArrivalId> sources) {
    for (ArrivalId source : sources) {
      jdbc.sql("insert into bulletin_source (bulletin_id, arrival_id) values (?, ?)")
          .params(id, source.hex())
          .update();
    }
  }

  void recipients(UUID id, List<UUID> recipients) {
    jdbc.sql("delete from bulletin_recipient where bulletin_id = ?").param(id).update();
    for (UUID recipient : recipients) {
      jdbc.sql("insert into bulletin_recipient (bulletin_id, recipient) values (?, ?)")
          .params(id, recipient)
          .update();
    }
  }

  void writer(UUID id, UUID person) {
    jdbc.sql(
            "insert into bulletin_writer (bulletin_id, person) values (?, ?) on conflict do nothing")
        .params(id, person)
        .update();
  }

  /** Records an act and how far the bulletin is after it; a returned one is a new version. */
  void done(Bulletin bulletin, Bulletin.Step act, BulletinState state, UUID who, Instant now) {
    jdbc.sql("insert into approval (bulletin_id, version, act, person, at) values (?, ?, ?, ?, ?)")
        .params(bulletin.id(), bulletin.version(), act.name(), who, Timestamp.from(now))
        .update();
    jdbc.sql("update bulletin set state = ?, changed_at = ?, version = version + ? where id = ?")
        .params(
            state.name(), Timestamp.from(now), act == Bulletin.Step.RETURNED ? 1 : 0, bulletin.id())
        .update();
  }

  void sign(UUID id, IssueNumber issue, Instant now) {
    jdbc.sql(
            "update bulletin set state = 'SIGNED', year = ?, number = ?, signed_at = ?, changed_at"
                + " = ? where id = ?")
        .params(issue.year(), issue.number(), Timestamp.from(now), Timestamp.from(now), id)
        .update();
  }

  /** The next 期号; its counter stays locked until the transaction ends, so there are no gaps. */
  IssueNumber nextIssue(int year) {
    int number =
        jdbc.sql(
                "insert into issue_counter (unit, kind, year, last) values (?, 'DIRECT', ?, 1) on"
                    + " conflict (unit, kind, year) do update set last = issue_counter.last + 1"
                    + " returning last")
            .params(unit, year)
            .query(Integer.class)
            .single();
    return new IssueNumber(year, number);
  }

  byte[] salt(UUID id) {
    return jdbc.sql("select salt from bulletin where id = ?")
        .param(id)
        .query((row, n) -> row.getBytes("salt"))
        .single();
  }

  /** The bulletin, locked until the transaction ends. */
  Optional<Bulletin> locked(UUID id) {
    return find(id, " for update");
  }

  Optional<Bulletin> find(UUID id) {
    return find(id, "");
  }

  private Optional<Bulletin> find(UUID id, String lock) {
    return jdbc.sql("select * from bulletin where unit = ? and id = ?" + lock)
        .params(unit, id)
        .query((row, n) -> bulletin(row))
        .optional();
  }

  /** Newest change first. */
  List<Bulletin> list(int limit) {
    return jdbc.sql(
            "select * from bulletin where unit = ? order by changed_at desc, id desc limit ?")
        .params(unit, limit)
        .query((row, n) -> bulletin(row))
        .list();
  }

  private Bulletin bulletin(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    int version = row.getInt("version");
    Timestamp changed = row.getTimestamp("changed_at");
    return new Bulletin(
        id,
        BulletinState.valueOf(row.getString("state")),
        new Words(row.getString("title"), row.getString("body"), row.getString("sms")),
        row.getBoolean("contentless"),
        row.getTimestamp("purged_at") != null,
        new Label(
            Sensitivity.valueOf(row.getString("own_sensitivity")),
            Urgency.valueOf(row.getString("own_urgency")),
            null),
        List.of((String[]) row.getArray("rules").getArray()),
        row.getString("policy"),
        row.getObject("drafter", UUID.class),
        changed.toInstant(),
        issue(row),
        version,
        jdbc.sql("select arrival_id from bulletin_source where bulletin_id = ? order by 1")
            .param(id)
            .query((source, n) -> new ArrivalId(source.getString(1)))
            .list(),
        ids("select recipient from bulletin_recipient where bulletin_id = ? order by 1", id),
        ids("select person from bulletin_writer where bulletin_id = ? order by 1", id),
        approvals(id, version));
  }

  private List<UUID> ids(String sql, UUID id) {
    return jdbc.sql(sql).param(id).query(UUID.class).list();
  }

  private List<Bulletin.Done> approvals(UUID id, int version) {
    return jdbc.sql(
            "select act, person, at from approval where bulletin_id = ? and version = ? order by at")
        .params(id, version)
        .query(
            (row, n) ->
                new Bulletin.Done(
                    Bulletin.Step.valueOf(row.getString("act")),
                    row.getObject("person", UUID.class),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  private static @Nullable IssueNumber issue(ResultSet row) throws SQLException {
    int number = row.getInt("number");
    return row.wasNull() ? null : new IssueNumber(row.getInt("year"), number);
  }
}
