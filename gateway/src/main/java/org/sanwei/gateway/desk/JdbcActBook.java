package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.routes.flow.ActBook;
import org.sanwei.routes.flow.NotYet;
import org.sanwei.routes.flow.OnObjection;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Admits officers' acts against what the register knows: the item's outcome, the envelope it lies
 * in now, and the acts that came before. Safe from many threads.
 */
public final class JdbcActBook implements ActBook {
  /**
   * The item lies open at the desk, where a person can raise it; officers' acts do nothing there.
   */
  static final String OPENED = "opened-meanwhile";

  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final OfficersDesk desk;
  private final JdbcClient jdbc;

  public JdbcActBook(OfficersDesk desk) {
    this.desk = desk;
    this.jdbc = desk.jdbc();
  }

  private record Held(Standing standing, @Nullable String envelope, List<String> twins) {
    boolean liesIn(String digest) {
      return digest.equals(envelope) || twins.contains(digest);
    }
  }

  private record Before(boolean done, @Nullable String refusal) {}

  @Override
  public Admission admit(VerifiedAct act, OnObjection objected) {
    Admission admission = desk.inTransaction(() -> admitted(act, objected));
    desk.events().changed(act.act().id());
    return admission;
  }

  @Override
  public void refused(ArrivalId id, String reason) {
    desk.inTransaction(() -> refuse(id, "ACT", List.of(), null, reason));
    desk.events().changed(id);
  }

  private Admission admitted(VerifiedAct verified, OnObjection objected) {
    CipherAct act = verified.act();
    ArrivalLock.take(jdbc, act.id());
    Optional<Before> before = before(verified.digest());
    if (before.isPresent() && before.get().refusal() != null) {
      // A redelivery of what was refused and written down: nothing new to say.
      return new Admission.Refused(before.get().refusal());
    }
    if (before.isPresent() && before.get().done()) {
      return refuse(act.id(), act.kind().name(), verified.officers(), null, "replayed");
    }
    if (before.isEmpty()) {
      waitForTheOther(act.id());
    }
    Optional<Held> held = held(act.id());
    String objection = objection(act, held);
    if (objection != null) {
      if (objected == OnObjection.WAIT) {
        throw new NotYet("an act waits for the register to catch up");
      }
      return refuse(
          act.id(),
          act.kind().name(),
          verified.officers(),
          before.isPresent() ? null : verified,
          objection);
    }
    if (before.isEmpty()) {
      remember(verified, null);
      jdbc.sql(
              "update cipher_act a set outcome = i.outcome, envelope = i.envelope from item i"
                  + " where a.digest = ? and i.arrival_id = a.arrival_id")
          .param(verified.digest())
          .update();
      append(
          Step.ACT_ADMITTED, act.id(), act.kind().name(), verified.officers(), verified.digest());
    }
    return new Admission.Admitted(held.orElseThrow().standing());
  }

  /** Null when the act may go on. */
  private @Nullable String objection(CipherAct act, Optional<Held> held) {
    if (held.isEmpty()) {
      return "unknown-item";
    }
    Standing standing = held.get().standing();
    if (standing.outcome() == Outcome.OPEN) {
      return OPENED;
    }
    if (!held.get().liesIn(act.envelope())) {
      return "another-envelope";
    }
    if (!act.line().equals(desk.serving().apply(standing.label().lineOrRoot()).path())) {
      return "another-line";
    }
    if (!fits(act, standing)) {
      return "not-for-this-outcome";
    }
    boolean own =
        act.kind() != CipherAct.Kind.CLEAR || standing.rules().containsAll(act.overrides());
    return own ? null : "foreign-rule";
  }

  /** DESIGN §2, outcomes and exits: which act an item in this state takes. */
  private static boolean fits(CipherAct act, Standing standing) {
    return switch (act.kind()) {
      case READ -> standing.outcome() == Outcome.HELD && standing.reason().equals("unread");
      case CLEAR -> suspect(standing.outcome(), standing.reason());
      case CONFIRM ->
          standing.outcome() == Outcome.HELD
              || (standing.outcome() == Outcome.CLASSIFIED && raises(act, standing));
      case ORDER -> standing.outcome() == Outcome.CLASSIFIED;
    };
  }

  /** Whether there is an act of two officers for such an item. */
  static boolean takesTwo(Outcome outcome, String reason) {
    return suspect(outcome, reason) || outcome == Outcome.CLASSIFIED;
  }

  private static boolean suspect(Outcome outcome, String reason) {
    return outcome == Outcome.HELD && reason.equals("suspect");
  }

  private static boolean raises(CipherAct act, Standing standing) {
    return act.label() != null
        && act.label().sensitivity().compareTo(standing.label().sensitivity()) > 0;
  }

  private Admission refuse(
      ArrivalId id, String kind, List<String> officers, @Nullable VerifiedAct act, String reason) {
    if (act != null) {
      remember(act, reason);
    }
    append(Step.ACT_REFUSED, id, kind, officers, reason);
    return new Admission.Refused(reason);
  }

  private void remember(VerifiedAct verified, @Nullable String refusal) {
    CipherAct act = verified.act();
    jdbc.sql(
            "insert into cipher_act (digest, nonce, arrival_id, kind, officers, at, acted_on, refusal)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .param(verified.digest())
        .param(act.nonce())
        .param(act.id().hex())
        .param(act.kind().name())
        .param(verified.officers().toArray(String[]::new))
        .param(desk.now())
        .param(act.envelope())
        .param(refusal)
        .update();
  }

  /**
   * Lets an act that was admitted just now move the item first, so that this one is judged against
   * what the item is then. Not for ever: one whose way ended in the dead letters holds nobody up.
   */
  private void waitForTheOther(ArrivalId id) {
    boolean underWay =
        jdbc.sql(
                "select exists (select 1 from cipher_act where arrival_id = ? and done_at is null"
                    + " and refusal is null and at > ?)")
            .param(id.hex())
            .param(desk.before(UNDER_WAY))
            .query(Boolean.class)
            .single();
    if (underWay) {
      throw new NotYet("another act upon the item is under way");
    }
  }

  private void append(Step step, ArrivalId id, String kind, List<String> officers, String what) {
    List<String> pseudonyms = new ArrayList<>();
    officers.forEach(officer -> pseudonyms.add(Receipts.pseudonym(jdbc, officer).toString()));
    boolean admitted = step == Step.ACT_ADMITTED;
    desk.ledger()
        .append(
            step,
            pseudonyms.isEmpty() ? Ledger.SERVICE : "officer/" + pseudonyms.get(0),
            id,
            admitted ? what : null,
            null,
            admitted
                ? Map.of("act", kind, "officers", String.join(" ", pseudonyms))
                : Map.of("act", kind, "officers", String.join(" ", pseudonyms), "reason", what));
  }

  private Optional<Before> before(String digest) {
    return jdbc.sql("select done_at is not null as done, refusal from cipher_act where digest = ?")
        .param(digest)
        .query((row, n) -> new Before(row.getBoolean("done"), row.getString("refusal")))
        .optional();
  }

  private Optional<Held> held(ArrivalId id) {
    return jdbc.sql(
            "select arrival_id, first_reception, unit, channel, kind, received_at, size_bytes,"
                + " outcome, reason, sensitivity, urgency, line, rules, policy, pages, nature, envelope, twins"
                + " from item where arrival_id = ? and outcome is not null for update")
        .param(id.hex())
        .query(
            (row, n) ->
                new Held(
                    standing(row),
                    row.getString("envelope"),
                    Arrays.asList((String[]) row.getArray("twins").getArray())))
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
        row.getInt("pages"),
        Rows.nature(row.getString("nature")));
  }
}
