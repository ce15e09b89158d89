package org.sanwei.gateway.reply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.DeskEvents;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.desk.Row;
import org.sanwei.gateway.desk.Trouble;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 请对方重发: a person asks an item's sender to send it again, and sees neither the sender nor the item.
 * Never for what is, or may be, classified: it must not come by this channel a second time.
 */
public final class Resends implements ResendDesk {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Inbox inbox;
  private final NoticeBook book;
  private final Senders senders;
  private final Set<String> channels;
  private final Ledger ledger;
  private final DeskEvents events;

  /** Whether senders can be asked; the step that opens addresses says so without naming them. */
  @FunctionalInterface
  public interface Senders {
    /** Empty when it can be asked, else a stable word for why not. */
    Optional<String> unreachable(ArrivalId item);
  }

  /**
   * @param channels those that give receipts
   */
  public Resends(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Inbox inbox,
      NoticeBook book,
      Senders senders,
      Set<String> channels,
      Ledger ledger,
      DeskEvents events) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.inbox = inbox;
    this.book = book;
    this.senders = senders;
    this.channels = Set.copyOf(channels);
    this.ledger = ledger;
    this.events = events;
  }

  @Override
  public Told told(Row row) {
    List<Defect> missing = missing(row.id());
    @Nullable Notice receipt = last(row.id(), "RECEIVED");
    @Nullable Notice resend = last(row.id(), "RESEND");
    return new Told(missing, receipt, resend, objection(row, missing, resend).isEmpty());
  }

  @Override
  public Acted ask(Person who, ItemRef ref) {
    Permissions.require(who, Act.ASK_RESEND);
    Acted acted = Trouble.transaction(transaction, () -> asked(who, ref));
    if (acted instanceof Acted.Done done) {
      events.changed(done.row().id());
    }
    return acted;
  }

  private Acted asked(Person who, ItemRef ref) {
    Optional<Row> found = inbox.row(who, ref);
    if (found.isEmpty()) {
      return new Acted.NoSuchItem();
    }
    ArrivalId id = found.get().id();
    jdbc.sql("select 1 from item where arrival_id = ? for update")
        .param(id.hex())
        .query(Integer.class)
        .single();
    Row row = inbox.row(who, ItemRef.of(id)).orElseThrow();
    List<Defect> missing = missing(id);
    Optional<String> objection = objection(row, missing, last(id, "RESEND"));
    if (objection.isEmpty() && senders.unreachable(id).isPresent()) {
      objection = Optional.of("resend-no-address");
    }
    if (objection.isPresent()) {
      return new Acted.NoResend(row, objection.get());
    }
    book.ask(id, row.channel(), missing, who.id());
    ledger.append(
        Step.RESEND_ASKED,
        who.actor(),
        id,
        null,
        null,
        Map.of(
            "number",
            row.cursor().toString(),
            "missing",
            String.join(" ", missing.stream().map(Defect::code).toList())));
    return new Acted.Done(row);
  }

  /** Why not; the words stand in the interface. */
  private Optional<String> objection(Row row, List<Defect> missing, @Nullable Notice resend) {
    if (!channels.contains(row.channel())) {
      return Optional.of("resend-switched-off");
    }
    if (row.outcome() == null) {
      return Optional.of("resend-not-judged");
    }
    if (row.outcome() == Outcome.CLASSIFIED || row.outcome() == Outcome.SPILL) {
      return Optional.of("resend-classified");
    }
    if (row.outcome() == Outcome.HELD && row.reason().equals("suspect")) {
      return Optional.of("resend-suspect");
    }
    if (missing.isEmpty()) {
      return Optional.of("resend-nothing-missing");
    }
    boolean asked =
        resend != null
            && !resend.state().equals(NoticeState.FAILED.name())
            && !resend.state().equals(NoticeState.UNKNOWN.name())
            && !resend.state().equals(NoticeState.WITHHELD.name());
    return asked ? Optional.of("resend-asked") : Optional.empty();
  }

  private List<Defect> missing(ArrivalId id) {
    return jdbc.sql("select defects from item where arrival_id = ?")
        .param(id.hex())
        .query((row, n) -> NoticeBook.defects(row))
        .single();
  }

  private @Nullable Notice last(ArrivalId id, String kind) {
    return jdbc.sql(
            "select state, code, changed_at from reply_notice where arrival_id = ? and kind = ?"
                + " order by created_at desc, id desc limit 1")
        .params(id.hex(), kind)
        .query(
            (row, n) ->
                new Notice(
                    row.getString("state"),
                    row.getString("code"),
                    row.getTimestamp("changed_at").toInstant()))
        .optional()
        .orElse(null);
  }
}
