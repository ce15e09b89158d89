package org.sanwei.gateway.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Line;
import org.sanwei.routes.flow.NotYet;
import org.sanwei.routes.flow.OnObjection;
import org.sanwei.routes.flow.ProposalBook;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets proposals onto the lines, and knows which of them stand for nothing any more: their item has
 * moved, or nobody countersigned in time. Safe from many threads.
 */
public final class JdbcProposalBook implements ProposalBook {
  /** So often a day an officer's proposals for one item are passed on: mistakes included. */
  static final int MOST_A_DAY = 5;

  /** An act's longest time, and what officers' clocks may differ from ours. */
  private static final Duration LONGEST = CipherAct.LONGEST.plusMinutes(5);

  /**
   * Longer than any send takes that was let through: what is not on the line then never will be.
   */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

  private static final int MOST_STALE = 500;

  private final OfficersDesk desk;
  private final JdbcClient jdbc;

  public JdbcProposalBook(OfficersDesk desk) {
    this.desk = desk;
    this.jdbc = desk.jdbc();
  }

  /** A proposal of ours on a line, known by the digest of its envelope. */
  public record Passed(ArrivalId id, String line, String envelope) {}

  private record Held(Outcome outcome, String reason, String line, @Nullable String envelope) {}

  @Override
  public Optional<String> pass(Passing passing, OnObjection objected) {
    Optional<String> refusal = desk.inTransaction(() -> passed(passing, objected));
    refusal.ifPresent(reason -> desk.events().changed(passing.id()));
    return refusal;
  }

  private Optional<String> passed(Passing passing, OnObjection objected) {
    ArrivalLock.take(jdbc, passing.id());
    Optional<String> before =
        jdbc.sql("select refusal from cipher_proposal where proposal = ? and refusal is not null")
            .param(passing.proposal())
            .query(String.class)
            .optional();
    if (before.isPresent()) {
      // A redelivery of what was refused and written down: nothing new to say.
      return before;
    }
    Optional<Held> held = held(passing.id());
    String refusal = objection(passing, held);
    if (refusal != null && objected == OnObjection.WAIT) {
      throw new NotYet("a proposal waits for the register to catch up");
    }
    if (refusal == null && often(passing)) {
      refusal = "too-many-proposals";
    }
    remember(passing, held.orElse(null), refusal);
    if (refusal != null) {
      desk.ledger()
          .append(
              Step.ACT_REFUSED,
              "officer/" + Receipts.pseudonym(jdbc, passing.officer()),
              passing.id(),
              passing.proposal(),
              null,
              Map.of("act", "PROPOSAL", "officers", "", "reason", refusal));
    }
    return Optional.ofNullable(refusal);
  }

  private @Nullable String objection(Passing passing, Optional<Held> held) {
    if (held.isEmpty()) {
      return "unknown-item";
    }
    Held now = held.get();
    if (now.outcome() == Outcome.OPEN) {
      return JdbcActBook.OPENED;
    }
    if (!JdbcActBook.takesTwo(now.outcome(), now.reason())) {
      return "not-for-this-outcome";
    }
    if (!passing.line().equals(desk.serving().apply(new Line(now.line())).path())) {
      return "another-line";
    }
    return null;
  }

  private boolean often(Passing passing) {
    long today =
        jdbc.sql(
                "select count(distinct proposal) from cipher_proposal where arrival_id = ?"
                    + " and officer = ? and proposal <> ? and refusal is null and at > ?")
            .param(passing.id().hex())
            .param(passing.officer())
            .param(passing.proposal())
            .param(desk.before(Duration.ofDays(1)))
            .query(Long.class)
            .single();
    return today >= MOST_A_DAY;
  }

  private Optional<Held> held(ArrivalId id) {
    return jdbc.sql(
            "select outcome, reason, coalesce(line, 'default') as line, envelope from item"
                + " where arrival_id = ? and outcome is not null for update")
        .param(id.hex())
        .query(
            (row, n) ->
                new Held(
                    Outcome.valueOf(row.getString("outcome")),
                    row.getString("reason"),
                    row.getString("line"),
                    row.getString("envelope")))
        .optional();
  }

  private void remember(Passing passing, @Nullable Held held, @Nullable String refusal) {
    jdbc.sql(
            "insert into cipher_proposal (envelope, proposal, arrival_id, line, officer, at, outcome,"
                + " held, refusal) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(passing.envelope())
        .param(passing.proposal())
        .param(passing.id().hex())
        .param(passing.line())
        .param(passing.officer())
        .param(desk.now())
        .param(held == null ? null : held.outcome().name())
        .param(held == null ? null : held.envelope())
        .param(refusal)
        .update();
  }

  /**
   * Proposals that may still lie on their line and that nobody can sign with effect: their item is
   * not any more what it was, or their time is over. Some at a time, the oldest first.
   *
   * @throws org.sanwei.routes.flow.RegisterUnavailable when the database does not answer
   */
  public List<Passed> stale() {
    return desk.inTransaction(
        () ->
            jdbc.sql(
                    "select arrival_id, line, envelope from cipher_proposal p where refusal is null"
                        + " and cleared_at is null and at < ? and (at < ? or not exists (select 1"
                        + " from item i where i.arrival_id = p.arrival_id and i.outcome = p.outcome"
                        + " and i.envelope = p.held)) order by at limit ?")
                .params(desk.before(ON_ITS_WAY), desk.before(LONGEST), MOST_STALE)
                .query(
                    (row, n) ->
                        new Passed(
                            new ArrivalId(row.getString("arrival_id")),
                            row.getString("line"),
                            row.getString("envelope")))
                .list());
  }

  /** It is off its line. */
  public void cleared(Passed passed) {
    desk.inTransaction(
        () ->
            jdbc.sql("update cipher_proposal set cleared_at = ? where envelope = ?")
                .params(desk.now(), passed.envelope())
                .update());
  }
}
