package org.sanwei.gateway.reply;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.reply.ReplyBudget;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts notices by the clock hour. The two tables stay small: an address is counted only when its
 * channel still has room in the hour, hours past are deleted, and at most {@value #MOST_QUIET}
 * addresses are left alone at a time. A request that a person asked for goes to those too.
 */
public final class JdbcReplyBudget implements ReplyBudget {
  static final int MOST_QUIET = 10_000;

  private static final Duration QUIET = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Map<String, ReceiptConfig> channels;
  private final Clock clock;

  public JdbcReplyBudget(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Map<String, ReceiptConfig> channels,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.channels = Map.copyOf(channels);
    this.clock = clock;
  }

  @Override
  public Verdict take(String channel, String peer, Notice.Kind kind) {
    ReceiptConfig config = channels.get(channel);
    if (config == null) {
      return Verdict.CHANNEL_FULL;
    }
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Verdict verdict = taken(config, channel, peer, kind);
              if (verdict != Verdict.GRANTED) {
                status.setRollbackOnly();
              }
              return verdict;
            }));
  }

  private Verdict taken(ReceiptConfig config, String channel, String peer, Notice.Kind kind) {
    Instant now = clock.instant();
    jdbc.sql("delete from reply_rate where hour < ?")
        .param(Timestamp.from(now.minus(Duration.ofHours(2))))
        .update();
    if (kind == Notice.Kind.RECEIVED && quiet(peer, now)) {
      return Verdict.ANSWERS_BY_ITSELF;
    }
    if (!counted("channel/" + kind + "/" + channel, now, config.perChannel())) {
      return Verdict.CHANNEL_FULL;
    }
    return counted("peer/" + kind + "/" + peer, now, config.perAddress())
        ? Verdict.GRANTED
        : Verdict.PEER_FULL;
  }

  private boolean quiet(String peer, Instant now) {
    return jdbc.sql("select exists (select 1 from reply_quiet where peer = ? and until > ?)")
        .params(peer, Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  private boolean counted(String key, Instant now, int most) {
    return jdbc.sql(
                "insert into reply_rate as r (key, hour, sent) values (?, ?, 1)"
                    + " on conflict (key, hour) do update set sent = r.sent + 1 where r.sent < ?")
            .params(key, Timestamp.from(now.truncatedTo(ChronoUnit.HOURS)), most)
            .update()
        == 1;
  }

  @Override
  public void answersByItself(String peer) {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from reply_quiet where until <= ?").param(Timestamp.from(now)).update();
          // A flood of new ones must not push out those that are known.
          jdbc.sql(
                  "insert into reply_quiet (peer, until) select ?, ?::timestamptz"
                      + " where (select count(*) from reply_quiet) < ?"
                      + " or exists (select 1 from reply_quiet where peer = ?)"
                      + " on conflict (peer) do update set until = excluded.until")
              .params(peer, Timestamp.from(now.plus(QUIET)), MOST_QUIET, peer)
              .update();
        });
  }
}
