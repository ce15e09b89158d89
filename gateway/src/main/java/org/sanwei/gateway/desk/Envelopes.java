package org.sanwei.gateway.desk;

import org.sanwei.config.label.Label;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which envelopes of an item on its line stand for what the register says of it. Works in the
 * caller's transaction, under the item's {@link ArrivalLock}.
 */
final class Envelopes {
  /** More envelopes of one item than this, while the database was down, are nobody's accident. */
  private static final int MOST_TWINS = 20;

  private final JdbcClient jdbc;

  Envelopes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is handed over while the database is down cannot be told to be a repetition, so two
   * envelopes of one item may lie on its line. The second is as good to act upon as the first when
   * the judge said the same of both and no act has moved the item since; what was judged otherwise
   * had another content, and nobody may act upon one and mean the other.
   */
  void beside(DeskEntry.Card card) {
    Standing standing = card.standing();
    Label label = standing.label();
    jdbc.sql(
            "update item i set twins = array_append(twins, ?) where arrival_id = ? and outcome = ?"
                + " and reason = ? and sensitivity = ? and urgency = ? and line = ? and rules = ?::text[]"
                + " and envelope <> ? and not (? = any(twins)) and cardinality(twins) < ?"
                + " and not exists (select 1 from cipher_act a where a.arrival_id = i.arrival_id"
                + " and a.done_at is not null)")
        .param(card.envelope())
        .param(standing.reception().id().hex())
        .param(standing.outcome().name())
        .param(standing.reason())
        .param(label.sensitivity().name())
        .param(label.urgency().name())
        .param(label.lineOrRoot().path())
        .param(standing.rules().toArray(String[]::new))
        .param(card.envelope())
        .param(card.envelope())
        .param(MOST_TWINS)
        .update();
  }

  /** Whether this is neither where the item lies nor what any act began or ended at. */
  boolean stray(ArrivalId id, String envelope) {
    return jdbc.sql(
            "select not exists (select 1 from item where arrival_id = ? and (envelope = ? or ? ="
                + " any(twins))) and not exists (select 1 from cipher_act where arrival_id = ?"
                + " and ? in (envelope, acted_on, moved_to))")
        .params(id.hex(), envelope, envelope, id.hex(), envelope)
        .query(Boolean.class)
        .single();
  }
}
