package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sealer;
import org.sanwei.crypto.key.EpochId;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.gateway.desk.Unsent;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.Release;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for the broker, in table {@code outbox}. Writes in the caller's transaction. */
public final class Outbox implements Unsent {
  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;

  public Outbox(JdbcClient jdbc, Sealer sealer, Clock clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.clock = clock;
  }

  /** A row that is due, locked until the transaction ends. */
  record Due(UUID id, String address, String ref, @Nullable ArrivalId item, byte[] payload) {
    @Override
    public String toString() {
      return "Due[" + ref + "]";
    }
  }

  /**
   * Seals a release statement for its queue. A row that is to go later serves for this one too; one
   * that is due already does not, for it may be on its way to the broker at this moment.
   */
  void add(UUID release, OutletName outlet, byte[] statement, Instant due) {
    String ref = release + "/" + outlet;
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "insert into outbox (address, ref, payload, created_at, due_at) select ?, ?, ?, ?, ?"
                + " where not exists (select 1 from outbox where ref = ? and sent_at is null"
                + " and due_at > ?)")
        .param(outlet.address())
        .param(ref)
        .param(sealer.seal(new SealContext(Release.PURPOSE, ref), statement))
        .param(now)
        .param(Timestamp.from(due))
        .param(ref)
        .param(now)
        .update();
  }

  /** An envelope of an item that the desk gives up, for its line. Sealed already. */
  public void addEnvelope(ArrivalId item, String address, byte[] envelope, String digest) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "insert into outbox (address, ref, item, payload, created_at, due_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(address, digest, item.hex(), envelope, now, now)
        .update();
  }

  /** The next row that is due, not among {@code past}, and that no other gateway has in hand. */
  Optional<Due> next(Set<UUID> past) {
    return jdbc.sql(
            "select id, address, ref, item, payload from outbox where sent_at is null and stuck_at is"
                + " null and due_at <= ? and not (id = any(?)) order by due_at, id limit 1 for update skip locked")
        .param(Timestamp.from(clock.instant()))
        .param(past.toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Due(
                    row.getObject("id", UUID.class),
                    row.getString("address"),
                    row.getString("ref"),
                    item(row.getString("item")),
                    row.getBytes("payload")))
        .optional();
  }

  private static @Nullable ArrivalId item(@Nullable String hex) {
    return hex == null ? null : new ArrivalId(hex);
  }

  void sent(Due row) {
    jdbc.sql("update outbox set sent_at = ?, payload = null where id = ?")
        .params(Timestamp.from(clock.instant()), row.id())
        .update();
  }

  /** Sets it aside until the next start; the others go on. */
  void stuck(Due row) {
    jdbc.sql("update outbox set stuck_at = ? where id = ?")
        .params(Timestamp.from(clock.instant()), row.id())
        .update();
  }

  /** What was set aside is tried again: the certificates may be those of before. */
  void tryAgain() {
    jdbc.sql("update outbox set stuck_at = null where stuck_at is not null and sent_at is null")
        .update();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from outbox where stuck_at is not null and sent_at is null")
        .query(Long.class)
        .single();
  }

  @Override
  public boolean holds(ArrivalId id) {
    return jdbc.sql(
            "select exists (select 1 from outbox where item = ? and stuck_at is not null"
                + " and sent_at is null)")
        .param(id.hex())
        .query(Boolean.class)
        .single();
  }

  /** The epochs whose keys waiting rows still need: none of them may be erased. */
  public Set<EpochId> epochsWaiting() {
    return jdbc
        .sql("select payload from outbox where sent_at is null and item is null")
        .query((row, n) -> row.getBytes("payload"))
        .list()
        .stream()
        .flatMap(payload -> EpochKeys.epochOf(payload).stream())
        .collect(Collectors.toSet());
  }
}
