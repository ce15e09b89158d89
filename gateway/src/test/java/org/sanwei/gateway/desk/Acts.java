package org.sanwei.gateway.desk;

import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.card;
import static org.sanwei.gateway.desk.Samples.reception;

import java.util.List;
import org.sanwei.config.judge.Outcome;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.VerifiedAct;

/** Officers' acts upon {@link Samples}, and where they leave an item. */
final class Acts {
  /** An envelope handed over beside an item's first one. */
  static final String BESIDE = "be".repeat(32);

  /** The envelope that an act leaves an item in. */
  static final String ANEW = "a7".repeat(32);

  private Acts() {}

  static DeskEntry.Returned returned(VerifiedAct act, DeskEntry entry) {
    return new DeskEntry.Returned(act.digest(), entry);
  }

  /** Another reception of the item, handed over under an envelope of its own. */
  static DeskEntry.Card beside(ArrivalId id, Outcome outcome, String reason) {
    return lyingIn(BESIDE, reception(id, NOON), outcome, reason);
  }

  /** What an act has left held, in a new envelope. */
  static DeskEntry.Card sealedAnew(Reception reception, String reason) {
    return lyingIn(ANEW, reception, Outcome.HELD, reason);
  }

  static DeskEntry.Card lyingIn(
      String envelope, Reception reception, Outcome outcome, String reason) {
    return new DeskEntry.Card(card(reception, outcome, reason).standing(), envelope);
  }

  static VerifiedAct upon(Kind kind, ArrivalId id, String envelope) {
    return upon(kind, id, envelope, "digest-of-" + id);
  }

  static VerifiedAct upon(Kind kind, ArrivalId id, String envelope, String digest) {
    return new VerifiedAct(
        act(kind, id, id.hex(), envelope), List.of("officer-a", "officer-b"), digest);
  }

  static VerifiedAct act(Kind kind, ArrivalId id) {
    return upon(kind, id, Samples.ENVELOPE);
  }

  static CipherAct overriding(VerifiedAct act, String rule) {
    CipherAct same = act.act();
    return new CipherAct(
        same.version(),
        same.kind(),
        same.id(),
        same.line(),
        same.envelope(),
        same.nonce(),
        same.salt(),
        same.signedAt(),
        same.expiresAt(),
        null,
        null,
        List.of(rule),
        null);
  }

  static CipherAct act(Kind kind, ArrivalId id, String nonce, String envelope) {
    return new CipherAct(
        CipherAct.VERSION,
        kind,
        id,
        "default",
        envelope,
        nonce,
        "1".repeat(32),
        NOON,
        NOON.plusSeconds(600),
        null,
        null,
        List.of(),
        null);
  }
}
