package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.DeliveryBook;
import org.sanwei.routes.release.Recipient;
import org.sanwei.routes.release.Release;
import org.sanwei.routes.release.SendResult;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The book of deliveries in table {@code delivery}, each entry with its ledger event. Safe from
 * many threads and gateways: a row is locked while it changes.
 */
public final class JdbcDeliveryBook implements DeliveryBook {
  private static final String KEY = " where release_id = ? and outlet = ? and recipient = ?";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Outbox outbox;
  private final JdbcReceipts receipts;
  private final Ledger ledger;
  private final BulletinEvents events;
  private final Clock clock;

  public JdbcDeliveryBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Outbox outbox,
      JdbcReceipts receipts,
      Ledger ledger,
      BulletinEvents events,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.outbox = outbox;
    this.receipts = receipts;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  private record Standing(DeliveryState state, int attempt) {}

  @Override
  public Begun begin(Release release, Recipient recipient) {
    return write(release, () -> begun(release, recipient, standing(release, recipient)));
  }

  private Begun begun(Release release, Recipient recipient, Standing now) {
    int attempt = now.attempt() + 1;
    if (now.state() == DeliveryState.QUEUED && raised(release)) {
      String code = "source-raised";
      update(release, recipient, DeliveryState.FAILED, now.attempt(), code);
      note(Step.DELIVERY_ENDED, release, recipient, DeliveryState.FAILED, code);
      return new Done();
    }
    if (now.state() == DeliveryState.QUEUED) {
      update(release, recipient, DeliveryState.SENDING, attempt, null);
      note(Step.DELIVERY_STARTED, release, recipient, DeliveryState.SENDING, "attempt-" + attempt);
      return new Go(attempt);
    }
    if (now.state() == DeliveryState.SENDING) {
      String code = "found-sending";
      update(release, recipient, DeliveryState.UNKNOWN, now.attempt(), code);
      note(Step.DELIVERY_ENDED, release, recipient, DeliveryState.UNKNOWN, code);
      return new LeftUnknown();
    }
    return new Done();
  }

  /**
   * Whether somebody raised an item that the bulletin's words are from, after it was signed. The
   * lock makes a raise that runs at this moment wait until the send has its answer or be seen.
   */
  private boolean raised(Release release) {
    return jdbc.sql(
            "select i.outcome is distinct from 'OPEN' or i.hidden_at is not null as shut from bulletin b"
                + " join bulletin_source s on s.bulletin_id = b.id"
                + " join item i on i.arrival_id = s.arrival_id"
                + " where b.id = ? and not b.contentless for share of i")
        .param(release.bulletin())
        .query(Boolean.class)
        .list()
        .contains(true);
  }

  @Override
  public void end(Release release, Recipient recipient, int attempt, SendResult result) {
    write(
        release,
        () -> {
          if (awaits(standing(release, recipient), attempt)) {
            ended(release, recipient, attempt, result);
          }
          return true;
        });
  }

  /** A late result replaces the UNKNOWN of its own attempt, and nothing else. */
  private static boolean awaits(Standing now, int attempt) {
    return now.attempt() == attempt
        && (now.state() == DeliveryState.SENDING || now.state() == DeliveryState.UNKNOWN);
  }

  private void ended(Release release, Recipient recipient, int attempt, SendResult result) {
    DeliveryState state = DeliveryState.UNKNOWN;
    String code = null;
    if (result instanceof SendResult.Accepted accepted) {
      state = DeliveryState.ACCEPTED;
      accepted.providerIds().stream()
          .sorted()
          .forEach(id -> receipts.lock(release.outlet().value(), id));
      segments(release, recipient, attempt, accepted.providerIds());
    } else if (result instanceof SendResult.Refused refused) {
      state = DeliveryState.FAILED;
      code = refused.code();
    } else if (result instanceof SendResult.Unknown unknown) {
      code = unknown.why();
    }
    update(release, recipient, state, attempt, code);
    note(Step.DELIVERY_ENDED, release, recipient, state, code == null ? "" : code);
    if (result instanceof SendResult.Accepted accepted) {
      accepted.providerIds().forEach(id -> receipts.settle(release.outlet().value(), id));
    }
  }

  private void segments(Release release, Recipient recipient, int attempt, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      jdbc.sql(
              "insert into delivery_segment (release_id, outlet, recipient, attempt, ordinal,"
                  + " provider_id) values (?, ?, ?, ?, ?, ?)")
          .params(release.id(), release.outlet().value(), id(recipient), attempt, i + 1, ids.get(i))
          .update();
    }
    jdbc.sql("update delivery set segments = ?" + KEY)
        .params(ids.size(), release.id(), release.outlet().value(), id(recipient))
        .update();
  }

  @Override
  public void putOff(
      Release release, Recipient recipient, int attempt, String code, Instant until) {
    write(
        release,
        () -> {
          if (awaits(standing(release, recipient), attempt)) {
            update(release, recipient, DeliveryState.QUEUED, attempt, code);
            outbox.add(release.id(), release.outlet(), statement(release), until);
            note(Step.DELIVERY_ENDED, release, recipient, DeliveryState.QUEUED, code);
          }
          return true;
        });
  }

  private byte[] statement(Release release) {
    return jdbc.sql("select statement from release_statement where release_id = ? and outlet = ?")
        .params(release.id(), release.outlet().value())
        .query((row, n) -> row.getBytes("statement"))
        .single();
  }

  @Override
  public void refuse(Release release, String verdict) {
    write(
        release,
        () -> {
          for (Recipient recipient : release.recipients()) {
            Standing now = standing(release, recipient);
            if (now.state() == DeliveryState.QUEUED || now.state() == DeliveryState.SENDING) {
              DeliveryState state =
                  now.state() == DeliveryState.QUEUED
                      ? DeliveryState.FAILED
                      : DeliveryState.UNKNOWN;
              update(release, recipient, state, now.attempt(), verdict);
              note(Step.DELIVERY_ENDED, release, recipient, state, verdict);
            }
          }
          return true;
        });
  }

  private Standing standing(Release release, Recipient recipient) {
    return jdbc.sql("select state, attempt from delivery" + KEY + " for update")
        .params(release.id(), release.outlet().value(), id(recipient))
        .query(
            (row, n) ->
                new Standing(DeliveryState.valueOf(row.getString("state")), row.getInt("attempt")))
        .optional()
        .orElseThrow(() -> new IllegalStateException(release + " is not in the book"));
  }

  private void update(
      Release release,
      Recipient recipient,
      DeliveryState state,
      int attempt,
      @Nullable String code) {
    jdbc.sql("update delivery set state = ?, attempt = ?, code = ?, changed_at = ?" + KEY)
        .param(state.name())
        .param(attempt)
        .param(code)
        .param(Timestamp.from(clock.instant()))
        .param(release.id())
        .param(release.outlet().value())
        .param(id(recipient))
        .update();
  }

  private void note(
      Step step, Release release, Recipient recipient, DeliveryState state, String code) {
    Map<String, String> facts =
        Map.of(
            "release", release.id().toString(),
            "outlet", release.outlet().value(),
            "recipient", recipient.id(),
            "state", state.name().toLowerCase(Locale.ROOT),
            "code", code);
    ledger.append(step, Ledger.SERVICE, null, null, null, facts);
  }

  private static UUID id(Recipient recipient) {
    return UUID.fromString(recipient.id());
  }

  private <T> T write(Release release, Supplier<T> work) {
    try {
      T done = transaction.execute(status -> work.get());
      events.changed(release.bulletin());
      return java.util.Objects.requireNonNull(done);
    } catch (DataAccessException | TransactionException e) {
      throw new BookUnavailable(e);
    }
  }
}
