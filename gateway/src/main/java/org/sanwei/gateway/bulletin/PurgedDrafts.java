package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.sanwei.gateway.desk.DraftPurge;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes the words away from drafts whose source was raised: they are as classified as it. The salt
 * goes with them, so that the ledger's commitments cannot be tried out with guesses. Contentless
 * notices say nothing of their sources and stay; what was signed has gone to people and stands in
 * the check list.
 */
public final class PurgedDrafts implements DraftPurge {
  private final JdbcClient jdbc;
  private final Clock clock;

  public PurgedDrafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<String> purge(ArrivalId id) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(
            "update bulletin set state = 'DRAFT', title = '', body = '', sms = '', rules = '{}',"
                + " own_sensitivity = 'PUBLIC', own_urgency = 'NONE', urgency = 'NONE',"
                + " salt = uuid_send(gen_random_uuid()), purged_at = ?, changed_at = ?,"
                + " version = version + 1 where state <> 'SIGNED' and not contentless"
                + " and (title <> '' or body <> '' or sms <> '') and id in"
                + " (select bulletin_id from bulletin_source where arrival_id = ?)"
                + " returning id::text")
        .params(now, now, id.hex())
        .query(String.class)
        .list();
  }
}
