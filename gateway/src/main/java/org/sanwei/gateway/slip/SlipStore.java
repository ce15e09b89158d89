package org.sanwei.gateway.slip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code slip} and {@code slip_entered}. Writes in the caller's transaction. */
final class SlipStore {
  private static final String SELECT = "select person, id, version, sealed, changed_at from slip ";

  private final JdbcClient jdbc;
  private final String unit;

  SlipStore(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.unit = unit;
  }

  /** One row; its words are sealed. */
  record Kept(UUID person, UUID id, int version, byte[] sealed, Instant changedAt) {
    @Override
    public String toString() {
      return "Kept[" + id + ", " + version + "]";
    }
  }

  /** Nobody else writes any slip, or makes a key of one, until the transaction ends. */
  void lockAll() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('slips', 0))::text")
        .query(String.class)
        .optional();
  }

  /** One writer at a time for a person's slips, until the transaction ends. */
  void lock(UUID person) {
    jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended('slips', 0))::text")
        .query(String.class)
        .optional();
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('slip ' || ?, 0))::text")
        .param(person.toString())
        .query(String.class)
        .optional();
  }

  Optional<Kept> find(UUID person, UUID id) {
    return jdbc.sql(SELECT + "where person = ? and id = ?")
        .params(person, id)
        .query((row, n) -> kept(row))
        .optional();
  }

  /** The last changed first. */
  List<Kept> of(UUID person) {
    return jdbc.sql(SELECT + "where person = ? order by changed_at desc, id")
        .param(person)
        .query((row, n) -> kept(row))
        .list();
  }

  List<Kept> all() {
    return jdbc.sql(SELECT).query((row, n) -> kept(row)).list();
  }

  /** How many slips the person has beside this one. */
  long others(UUID person, UUID id) {
    return jdbc.sql("select count(*) from slip where person = ? and id <> ?")
        .params(person, id)
        .query(Long.class)
        .single();
  }

  void put(Kept row) {
    jdbc.sql(
            "insert into slip (person, id, unit, version, sealed, changed_at) values (?, ?, ?, ?,"
                + " ?, ?) on conflict (person, id) do update set version = excluded.version,"
                + " sealed = excluded.sealed, changed_at = excluded.changed_at")
        .params(
            row.person(),
            row.id(),
            unit,
            row.version(),
            row.sealed(),
            Timestamp.from(row.changedAt()))
        .update();
  }

  /** False when there was none. */
  boolean delete(UUID person, UUID id) {
    return jdbc.sql("delete from slip where person = ? and id = ?").params(person, id).update()
        == 1;
  }

  /** Whether the register knows this arrival. */
  boolean registered(ArrivalId id) {
    return jdbc.sql("select exists (select 1 from item where arrival_id = ?)")
        .param(id.hex())
        .query(Boolean.class)
        .single();
  }

  /** Writes down that a slip is about to be handed in as this arrival. */
  void entering(UUID person, UUID id, ArrivalId item, Instant now) {
    jdbc.sql(
            "insert into slip_entered (person, id, arrival_id, at) values (?, ?, ?, ?)"
                + " on conflict (person, id, arrival_id) do update set at = excluded.at")
        .params(person, id, item.hex(), Timestamp.from(now))
        .update();
  }

  /** What a slip was last handed in as, or was about to be. */
  Optional<ArrivalId> entered(UUID person, UUID id) {
    return jdbc.sql(
            "select arrival_id from slip_entered where person = ? and id = ?"
                + " order by at desc limit 1")
        .params(person, id)
        .query((row, n) -> new ArrivalId(row.getString(1)))
        .optional();
  }

  /** What a slip was last handed in as, of what the register knows. */
  Optional<ArrivalId> handedIn(UUID person, UUID id) {
    return jdbc.sql(
            "select e.arrival_id from slip_entered e join item i on i.arrival_id = e.arrival_id"
                + " where e.person = ? and e.id = ? order by e.at desc limit 1")
        .params(person, id)
        .query((row, n) -> new ArrivalId(row.getString(1)))
        .optional();
  }

  void forgetEntered(Instant before) {
    jdbc.sql("delete from slip_entered where at < ?").param(Timestamp.from(before)).update();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getObject("person", UUID.class),
        row.getObject("id", UUID.class),
        row.getInt("version"),
        row.getBytes("sealed"),
        row.getTimestamp("changed_at").toInstant());
  }
}
