package org.sanwei.gateway.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The leaders whom this unit's bulletins may go to. */
public final class RecipientBook {
  private static final String SELECT = "select id, name, post, mobile, wecom from recipient ";

  private final JdbcClient jdbc;
  private final String unit;

  public RecipientBook(JdbcClient jdbc, String unit) {
    this.jdbc = jdbc;
    this.unit = unit;
  }

  /** One leader. Numbers and userids are personal data and never printed. */
  public record Leader(
      UUID id, String name, String post, @Nullable String mobile, @Nullable String wecom) {
    @Override
    public String toString() {
      return "Leader[" + id + "]";
    }
  }

  /** Adds a leader at the end of the list, or changes the one of this name. */
  public Leader put(String name, String post, @Nullable String mobile, @Nullable String wecom) {
    return jdbc.sql(
            "insert into recipient (unit, ordinal, name, post, mobile, wecom) values (?, (select"
                + " coalesce(max(ordinal), 0) + 1 from recipient where unit = ?), ?, ?, ?, ?)"
                + " on conflict (unit, name) do update set post = excluded.post, mobile ="
                + " excluded.mobile, wecom = excluded.wecom, active = true"
                + " returning id, name, post, mobile, wecom")
        .param(unit)
        .param(unit)
        .param(name)
        .param(post)
        .param(mobile)
        .param(wecom)
        .query((row, n) -> leader(row))
        .single();
  }

  /** Everybody who may be ticked, by rank. */
  public List<Leader> all() {
    return jdbc.sql(SELECT + "where unit = ? and active order by ordinal, name")
        .param(unit)
        .query((row, n) -> leader(row))
        .list();
  }

  /** Those of the ids who may be sent to, by rank. */
  List<Leader> these(Collection<UUID> ids) {
    return all().stream().filter(leader -> ids.contains(leader.id())).toList();
  }

  /** Whether this leader may be sent to, at this number or userid still. */
  boolean stillAt(UUID id, String address) {
    return these(List.of(id)).stream()
        .anyMatch(leader -> address.equals(leader.mobile()) || address.equals(leader.wecom()));
  }

  private static Leader leader(ResultSet row) throws SQLException {
    return new Leader(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("post"),
        row.getString("mobile"),
        row.getString("wecom"));
  }
}
