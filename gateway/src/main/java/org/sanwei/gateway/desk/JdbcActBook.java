package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.flow.ActBook;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Admits officers' acts against what the register knows: the item's outcome, the envelope it lies
 * in now, and the acts that came before. Safe from many threads.
 */
public final class JdbcActBook implements ActBook {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final DeskEvents events;
  private final UnaryOperator<Line> serving;
  private final Clock clock;

  /** {@code serving} gives the line on which a label's envelopes lie. */
  public JdbcActBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      UnaryOperator<Line> serving,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.serving = serving;
    this.clock = clock;
  }

  private record Held(Standing standing, @Nullable String envelope) {}

  private record Before(String digest, boolean done) {}

  @Override
  public Admission admit(VerifiedAct act) {
    Admission admission = Trouble.transaction(transaction, () -> admitted(act));
    events.changed(act.act().id());
    return admission;
  }

  @Override
  public void refused(ArrivalId id, String reason) {
    Trouble.transaction(transaction, () -> refuse(id, "ACT", List.of(), null, reason));
    events.changed(id);
  }

  private Admission admitted(VerifiedAct verified) {
    CipherAct act = verified.act();
    ArrivalLock.take(jdbc, act.id());
    Optional<Before> before = before(act.nonce());
    Optional<Held> held = held(act.id());
    String objection = objection(verified, before, held);
    if (objection != null || held.isEmpty()) {
      return refuse(
          act.id(),
          act.kind().name(),
          verified.officers(),
          before.isPresent() ? null : act.nonce(),
          objection == null ? "unknown-item" : objection);
    }
    if (before.isEmpty()) {
      remember(
          act.id(), act.kind().name(), act.nonce(), verified.digest(), verified.officers(), null);
      append(
          Step.ACT_ADMITTED, act.id(), act.kind().name(), verified.officers(), verified.digest());
    }
    return new Admission.Admitted(held.get().standing());
  }

  /** Null when the act may go on. */
  private @Nullable String objection(
      VerifiedAct verified, Optional<Before> before, Optional<Held> held) {
    if (before.isPresent()
        && (before.get().done() || !before.get().digest().equals(verified.digest()))) {
      return "replayed";
    }
    if (held.isEmpty()) {
      return "unknown-item";
    }
    CipherAct act = verified.act();
    if (!act.envelope().equals(held.get().envelope())) {
      return "another-envelope";
    }
    Standing standing = held.get().standing();
    if (!act.line().equals(serving.apply(standing.label().lineOrRoot()).path())) {
      return "another-line";
    }
    return fits(act.kind(), standing) ? null : "not-for-this-outcome";
  }

  /** DESIGN §2, outcomes and exits: which act an item in this state takes. */
  private static boolean fits(CipherAct.Kind kind, Standing standing) {
    return switch (kind) {
      case READ -> standing.outcome() == Outcome.HELD && standing.reason().equals("unread");
      case CLEAR -> standing.outcome() == Outcome.HELD && standing.reason().equals("suspect");
      case CONFIRM -> standing.outcome() == Outcome.HELD;
      case ORDER -> standing.outcome() == Outcome.CLASSIFIED;
    };
  }

  private Admission refuse(
      ArrivalId id, String kind, List<String> officers, @Nullable String nonce, String reason) {
    if (nonce != null) {
      remember(id, kind, nonce, "", officers, reason);
    }
    append(Step.ACT_REFUSED, id, kind, officers, reason);
    return new Admission.Refused(reason);
  }

  private void remember(
      ArrivalId id,
      String kind,
      String nonce,
      String digest,
      List<String> officers,
      @Nullable String refusal) {
    jdbc.sql(
            "insert into cipher_act (nonce, arrival_id, kind, digest, officers, at, refusal)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .param(nonce)
        .param(id.hex())
        .param(kind)
        .param(digest)
        .param(officers.toArray(String[]::new))
        .param(Timestamp.from(clock.instant()))
        .param(refusal)
        .update();
  }

  private void append(Step step, ArrivalId id, String kind, List<String> officers, String what) {
    List<String> pseudonyms = new ArrayList<>();
    officers.forEach(officer -> pseudonyms.add(Receipts.pseudonym(jdbc, officer).toString()));
    boolean admitted = step == Step.ACT_ADMITTED;
    ledger.append(
        step,
        pseudonyms.isEmpty() ? Ledger.SERVICE : "officer/" + pseudonyms.get(0),
        id,
        admitted ? what : null,
        null,
        admitted
            ? Map.of("act", kind, "officers", String.join(" ", pseudonyms))
            : Map.of("act", kind, "officers", String.join(" ", pseudonyms), "reason", what));
  }

  private Optional<Before> before(String nonce) {
    return jdbc.sql(
            "select digest, done_at is not null or refusal is not null as done from cipher_act where nonce = ?")
        .param(nonce)
        .query((row, n) -> new Before(row.getString("digest"), row.getBoolean("done")))
        .optional();
  }

  private Optional<Held> held(ArrivalId id) {
    return jdbc.sql(
            "select arrival_id, first_reception, unit, channel, kind, received_at, size_bytes,"
                + " outcome, reason, sensitivity, urgency, line, rules, policy, pages, envelope"
                + " from item where arrival_id = ? and outcome is not null for update")
        .param(id.hex())
        .query((row, n) -> new Held(standing(row), row.getString("envelope")))
        .optional();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String line = row.getString("line");
    return new Standing(
        ReceptionRow.read(new ArrivalId(row.getString("arrival_id")), row),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        new Label(
            Sensitivity.valueOf(row.getString("sensitivity")),
            Urgency.valueOf(row.getString("urgency")),
            line == null ? null : new Line(line)),
        Arrays.asList((String[]) row.getArray("rules").getArray()),
        row.getString("policy"),
        row.getInt("pages"));
  }
}
