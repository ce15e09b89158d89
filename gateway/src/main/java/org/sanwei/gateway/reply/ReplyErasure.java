package org.sanwei.gateway.reply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.reply.ReturnBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases the reply keys that nobody will need: of what was found classified or doubtful, once its
 * receipt has ended; of what was held, once it is held no more; of what is open, once its time is
 * over. Who posted what by HTTP is kept for its time whatever the outcome, so that the answer to a
 * poster does not tell outcomes apart.
 */
public final class ReplyErasure implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyErasure.class);
  private static final int AT_ONCE = 1_000;

  /** For channels that gave receipts once and are configured so no more. */
  private static final Duration KEPT_OTHERWISE = Duration.ofDays(7);

  private final ReturnBook book;
  private final JdbcClient jdbc;
  private final Map<String, ReceiptConfig> channels;
  private final Clock clock;

  public ReplyErasure(
      ReturnBook book, JdbcClient jdbc, Map<String, ReceiptConfig> channels, Clock clock) {
    this.book = book;
    this.jdbc = jdbc;
    this.channels = Map.copyOf(channels);
    this.clock = clock;
  }

  private record Known(
      String channel,
      Instant receivedAt,
      @Nullable Outcome outcome,
      @Nullable String reason,
      boolean pending) {}

  /** One round; never throws, so that a scheduler goes on. */
  @Override
  public void run() {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.warn("no reply key was erased in this round: {}", e.getClass().getSimpleName());
    }
  }

  /** Erases what is to be erased now; returns how many. */
  int round() {
    Map<ArrivalId, Instant> kept = book.kept();
    List<ArrivalId> ids = new ArrayList<>(kept.keySet());
    int erased = 0;
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<ArrivalId> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      Map<ArrivalId, Known> known = known(some);
      List<ArrivalId> over =
          some.stream()
              .filter(id -> over(kept.getOrDefault(id, Instant.MAX), known.get(id)))
              .toList();
      book.erase(over);
      erased += over.size();
    }
    return erased;
  }

  private boolean over(Instant keptAt, @Nullable Known item) {
    Instant now = clock.instant();
    if (item == null) {
      return now.isAfter(keptAt.plus(KEPT_OTHERWISE));
    }
    ReceiptConfig config = channels.get(item.channel());
    Duration keep = config == null ? KEPT_OTHERWISE : config.keep();
    boolean timeOver = now.isAfter(item.receivedAt().plus(keep));
    if (config != null && config.way() == Way.HTTP) {
      return timeOver;
    }
    if (item.pending() || item.outcome() == null || held(item)) {
      return false;
    }
    return item.outcome() != Outcome.OPEN || timeOver;
  }

  /** Held, and its sender may still be asked. */
  private static boolean held(Known item) {
    return item.outcome() == Outcome.HELD && !"suspect".equals(item.reason());
  }

  private Map<ArrivalId, Known> known(List<ArrivalId> ids) {
    Map<ArrivalId, Known> known = new HashMap<>();
    jdbc.sql(
            "select i.arrival_id, i.channel, i.received_at, i.outcome, i.reason,"
                + " exists (select 1 from reply_notice n where n.arrival_id = i.arrival_id"
                + " and n.state in ('WAITING', 'SENDING') and (n.kind = 'RECEIVED' or "
                + NoticeBook.ASKABLE
                + ")) as pending"
                + " from item i where i.arrival_id = any(?)")
        .param(ids.stream().map(ArrivalId::hex).toArray(String[]::new))
        .query(
            row -> {
              String outcome = row.getString("outcome");
              known.put(
                  new ArrivalId(row.getString("arrival_id")),
                  new Known(
                      row.getString("channel"),
                      row.getTimestamp("received_at").toInstant(),
                      outcome == null ? null : Outcome.valueOf(outcome),
                      row.getString("reason"),
                      row.getBoolean("pending")));
            });
    return known;
  }
}
