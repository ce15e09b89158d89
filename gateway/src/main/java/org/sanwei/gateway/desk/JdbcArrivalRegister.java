package org.sanwei.gateway.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.flow.ArrivalRegister;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register in PostgreSQL. Numbers are given under the lock of the unit's counter, so bookings
 * of one unit follow one another and a number that was given is a number that was committed. What
 * contradicts itself is answered with {@link RegisterRefused} and nothing is written.
 */
public final class JdbcArrivalRegister implements ArrivalRegister {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final OpenTexts texts;
  private final Envelopes envelopes;
  private final DeskEvents events;
  private final DeskSettings desk;
  private final Registered registered;
  private final Clock clock;
  private final ArrivalTally tally;
  private final RepeatGroups repeats;

  /** A register of which nobody counts the arrivals. */
  public JdbcArrivalRegister(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings desk,
      Clock clock) {
    this(jdbc, transaction, ledger, events, desk, Registered.NOBODY, clock, ArrivalTally.NONE);
  }

  /** {@code registered} is told of each first reception, in the transaction that numbers it. */
  public JdbcArrivalRegister(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings desk,
      Registered registered,
      Clock clock,
      ArrivalTally tally) {
    this.registered = registered;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.texts = new OpenTexts(jdbc);
    this.envelopes = new Envelopes(jdbc);
    this.events = events;
    this.desk = desk;
    this.clock = clock;
    this.tally = tally;
    this.repeats = new RepeatGroups(jdbc, desk, clock);
  }

  @Override
  public Claim book(Reception reception) {
    Claim claim = Trouble.transaction(transaction, () -> booked(reception));
    events.changed(reception.id());
    return claim;
  }

  @Override
  public Settlement settle(DeskEntry entry) {
    if (entry instanceof DeskEntry.Returned returned) {
      refuseContradiction(returned.entry());
      Settled settled = Trouble.transaction(transaction, () -> moved(returned));
      changed(entry, settled.others());
      return settled.settlement();
    }
    Standing standing = entry.standing();
    refuseContradiction(entry);
    List<ArrivalId> repeated =
        Trouble.transaction(
            transaction,
            () -> {
              ArrivalLock.take(jdbc, standing.reception().id());
              if (booked(standing.reception()) == Claim.DUPLICATE || !settled(entry)) {
                if (entry instanceof DeskEntry.Card card) {
                  envelopes.beside(card);
                }
                return List.of();
              }
              if (entry instanceof DeskEntry.OpenItem open) {
                texts.write(open);
              }
              List<ArrivalId> others = repeats.join(standing);
              count(entry);
              return others;
            });
    changed(entry, repeated);
    return Settlement.DONE;
  }

  /** What came of an act's entry, with the others whose rows say another thing for it. */
  private record Settled(Settlement settlement, List<ArrivalId> others) {}

  private void changed(DeskEntry entry, List<ArrivalId> others) {
    events.changed(entry.standing().reception().id());
    others.forEach(events::changed);
  }

  @Override
  public void append(LedgerEvent event) {
    Optional<Reception> arrived =
        event.step() == Step.ARRIVED ? Optional.of(ArrivedFacts.read(event)) : Optional.empty();
    Trouble.transaction(
        transaction,
        () -> {
          ledger.book(event);
          if (event.step() == Step.HEAD_READ) {
            ReadHeads.note(jdbc, event);
          }
          return arrived.map(this::booked);
        });
    ArrivalId item = event.item();
    if (item != null && (event.step() == Step.ARRIVED || event.step() == Step.HEAD_READ)) {
      events.changed(item);
    }
  }

  private Claim booked(Reception reception) {
    UUID first = first(reception).orElseGet(() -> register(reception));
    Claim claim = first.equals(reception.reception()) ? Claim.FIRST : Claim.DUPLICATE;
    int added =
        jdbc.sql(
                "insert into reception (reception, arrival_id, unit, channel, kind, received_at,"
                    + " size_bytes, duplicate) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing")
            .param(reception.reception())
            .param(reception.id().hex())
            .param(reception.unit())
            .param(reception.channel())
            .param(reception.kind().name())
            .param(Timestamp.from(reception.receivedAt()))
            .param(reception.sizeBytes())
            .param(claim == Claim.DUPLICATE)
            .update();
    if (added == 0) {
      refuseForeignReception(reception);
    } else if (claim == Claim.DUPLICATE) {
      tally.duplicate(reception);
    }
    return claim;
  }

  private Optional<UUID> first(Reception reception) {
    return jdbc.sql("select first_reception from item where arrival_id = ?")
        .param(reception.id().hex())
        .query(UUID.class)
        .optional();
  }

  private UUID register(Reception reception) {
    int year = desk.yearOf(reception.receivedAt());
    int number = lockCounter(reception.unit(), year) + 1;
    int added =
        jdbc.sql(
                "insert into item (arrival_id, unit, year, number, first_reception, channel, kind,"
                    + " received_at, size_bytes, size_class) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (arrival_id) do nothing")
            .param(reception.id().hex())
            .param(reception.unit())
            .param(year)
            .param(number)
            .param(reception.reception())
            .param(reception.channel())
            .param(reception.kind().name())
            .param(Timestamp.from(reception.receivedAt()))
            .param(reception.sizeBytes())
            .param(SizeClass.of(reception.sizeBytes()).name())
            .update();
    if (added == 0) {
      return first(reception).orElseThrow();
    }
    jdbc.sql("update number_counter set last = ? where unit = ? and year = ?")
        .params(number, reception.unit(), year)
        .update();
    ledger.append(
        Step.REGISTERED,
        Ledger.SERVICE,
        reception.id(),
        null,
        null,
        Map.of("number", year + "-" + number, "reception", reception.reception().toString()));
    registered.registered(reception);
    return reception.reception();
  }

  private int lockCounter(String unit, int year) {
    jdbc.sql(
            "insert into number_counter (unit, year, last) values (?, ?, 0) on conflict do nothing")
        .params(unit, year)
        .update();
    return jdbc.sql("select last from number_counter where unit = ? and year = ? for update")
        .params(unit, year)
        .query(Integer.class)
        .single();
  }

  /** Moves an item that an admitted act has changed; the act's second coming changes nothing. */
  private Settled moved(DeskEntry.Returned returned) {
    ArrivalId id = returned.standing().reception().id();
    ArrivalLock.take(jdbc, id);
    int done =
        jdbc.sql(
                "update cipher_act a set done_at = ?, moved_to = ? where digest = ? and"
                    + " arrival_id = ? and done_at is null and refusal is null and exists (select 1"
                    + " from item i where i.arrival_id = a.arrival_id and i.outcome = a.outcome"
                    + " and i.envelope = a.envelope)")
            .param(Timestamp.from(clock.instant()))
            .param(returned.entry() instanceof DeskEntry.Card card ? card.envelope() : null)
            .param(returned.digest())
            .param(id.hex())
            .update();
    if (done == 0) {
      return new Settled(late(returned), List.of());
    }
    List<ArrivalId> others = repeats.leave(id);
    jdbc.sql("update item set outcome = null where arrival_id = ?").param(id.hex()).update();
    if (!settled(returned.entry())) {
      throw new RegisterRefused("an act moves an item that is registered");
    }
    if (returned.entry() instanceof DeskEntry.OpenItem open) {
      texts.write(open);
    }
    ledger.append(
        Step.RETURNED,
        Ledger.SERVICE,
        id,
        returned.digest(),
        returned.standing().policy(),
        Map.of("outcome", returned.standing().outcome().name()));
    return new Settled(Settlement.DONE, others);
  }

  /**
   * It came again, which changes nothing; or another act has moved the item from where this one
   * took it, and then what it brought to the line stands for nothing.
   */
  private Settlement late(DeskEntry.Returned returned) {
    ArrivalId id = returned.standing().reception().id();
    int refused =
        jdbc.sql(
                "update cipher_act set refusal = 'overtaken' where digest = ?"
                    + " and done_at is null and refusal is null")
            .param(returned.digest())
            .update();
    boolean stray =
        returned.entry() instanceof DeskEntry.Card card && envelopes.stray(id, card.envelope());
    if (refused == 1) {
      ledger.append(
          Step.ACT_REFUSED,
          Ledger.SERVICE,
          id,
          returned.digest(),
          null,
          Map.of("act", "ACT", "officers", "", "reason", "overtaken"));
    }
    return stray ? Settlement.OVERTAKEN : Settlement.DONE;
  }

  private boolean settled(DeskEntry entry) {
    Standing standing = entry.standing();
    Label label = standing.label();
    boolean open = standing.outcome() == Outcome.OPEN;
    String envelope = entry instanceof DeskEntry.Card card ? card.envelope() : null;
    int changed =
        jdbc.sql(
                "update item set outcome = ?, settled_at = ?, reason = ?, sensitivity = ?,"
                    + " urgency = ?, line = ?, rules = ?, policy = ?, pages = ?, defects = ?,"
                    + " nature = ?, envelope = case when ? = any(twins) then envelope else ? end,"
                    + " twins = case when ? = envelope or ? = any(twins) then twins else '{}' end,"
                    + " case_key = coalesce(?, case_key),"
                    + " receipted = exists (select 1 from cipher_receipt c where c.arrival_id ="
                    + " item.arrival_id and c.line = ? and c.envelope = ?),"
                    + " version = version + 1 where arrival_id = ? and outcome is null")
            .param(standing.outcome().name())
            .param(Timestamp.from(clock.instant()))
            .param(standing.reason())
            .param(label.sensitivity().name())
            .param(label.urgency().name())
            .param(open ? null : label.lineOrRoot().path())
            .param(standing.rules().toArray(String[]::new))
            .param(standing.policy())
            .param(standing.pages())
            .param(standing.defects().stream().map(Defect::code).toArray(String[]::new))
            .param(standing.nature() == null ? null : standing.nature().name())
            .param(envelope)
            .param(envelope)
            .param(envelope)
            .param(envelope)
            .param(caseKey(entry))
            .param(standing.outcome() == Outcome.SPILL ? "spill" : label.lineOrRoot().path())
            .param(envelope)
            .param(standing.reception().id().hex())
            .update();
    return changed == 1;
  }

  /** Last in its transaction: all arrivals of a channel wait for one row. */
  private void count(DeskEntry entry) {
    if (tally.settled(
        entry.standing(), entry instanceof DeskEntry.Card card ? card.envelope() : null)) {
      jdbc.sql("update item set drill = true where arrival_id = ?")
          .param(entry.standing().reception().id().hex())
          .update();
    }
  }

  /** Null for what officers returned: which case it is of was known before. */
  private static @Nullable String caseKey(DeskEntry entry) {
    if (entry instanceof DeskEntry.Card card) {
      return card.caseKey();
    }
    CaseVersion version = ((DeskEntry.OpenItem) entry).caseVersion();
    return version == null ? null : version.key();
  }

  private void refuseForeignReception(Reception reception) {
    String holder =
        jdbc.sql("select arrival_id from reception where reception = ?")
            .param(reception.reception())
            .query(String.class)
            .single();
    if (!holder.equals(reception.id().hex())) {
      throw new RegisterRefused("the reception is booked for another arrival");
    }
  }

  private static void refuseContradiction(DeskEntry entry) {
    Standing standing = entry.standing();
    boolean open = standing.outcome() == Outcome.OPEN;
    if (open != entry instanceof DeskEntry.OpenItem) {
      throw new RegisterRefused("an open item has text, every other outcome a card");
    }
    if (open && standing.label().sensitivity().classified()) {
      throw new RegisterRefused("an open item is below CONFIDENTIAL");
    }
  }
}
