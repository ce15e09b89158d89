package org.sanwei.gateway.bulletin;

import java.util.Arrays;
import java.util.List;
import org.sanwei.gateway.desk.SpillTrail;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which bulletins were made from an item, and to whom something of them was sent. */
public final class Spreads implements SpillTrail {
  private final JdbcClient jdbc;

  public Spreads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Spread> of(ArrivalId id) {
    return jdbc.sql(
            "select b.id::text as bulletin, b.state, b.purged_at is not null as purged, coalesce((select array_agg(distinct p.name"
                + " order by p.name) from release r join delivery d on d.release_id = r.id join"
                + " recipient p on p.id = d.recipient where r.bulletin_id = b.id and d.attempt > 0),"
                + " '{}') as names from bulletin_source s join bulletin b on b.id = s.bulletin_id"
                + " where s.arrival_id = ? order by b.created_at")
        .param(id.hex())
        .query(
            (row, n) ->
                new Spread(
                    row.getString("bulletin"),
                    row.getString("state"),
                    row.getBoolean("purged"),
                    Arrays.asList((String[]) row.getArray("names").getArray())))
        .list();
  }
}
