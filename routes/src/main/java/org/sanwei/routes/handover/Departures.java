package org.sanwei.routes.handover;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/**
 * From a judged message to the sealed bodies that leave with it: an open one to the desk under an
 * epoch key; a closed one to its officers' certificates, with a card for the desk; both with their
 * ledger events. Safe from many threads.
 */
public final class Departures {
  private final CipherEnvelopeSealer sealer;
  private final Recipients recipients;
  private final Clock clock;
  private final String unit;

  public Departures(CipherEnvelopeSealer sealer, Recipients recipients, Clock clock, String unit) {
    this.unit = unit;
    this.sealer = sealer;
    this.recipients = recipients;
    this.clock = clock;
  }

  /** Everything that leaves, for one broker transaction. */
  public List<SealedBody> of(Judged judged, EpochSeal seal) {
    Steps steps = new Steps(LedgerEvent.originOf(judged.standing().reception().reception()), 1);
    return leaving(judged, steps, entry -> entry, seal);
  }

  /** Everything that leaves when officers' act has moved an item; the entry says which act. */
  public List<SealedBody> returning(Judged judged, VerifiedAct act, EpochSeal seal) {
    Steps steps = new Steps("act/" + act.digest(), 0);
    if (judged instanceof Judged.Closed closed && act.act().wording() == null) {
      // Confirmed: there is no text to seal, and the envelope that was acted on stays what it is.
      DeskEntry card = new DeskEntry.Card(closed.standing(), act.act().envelope());
      return List.of(
          seal.entry(new DeskEntry.Returned(act.digest(), card)),
          seal.events(
              act.act().id(),
              List.of(
                  event(
                      judged,
                      steps.origin(),
                      steps.first(),
                      LedgerEvent.Step.JUDGED,
                      judgement(judged.standing())))));
    }
    return leaving(judged, steps, entry -> new DeskEntry.Returned(act.digest(), entry), seal);
  }

  /**
   * A proposal on its way to the others of its line: who proposes, the digests of their envelope
   * and of ours around it, and what leaves.
   */
  public record PassedOn(
      ArrivalId id,
      String line,
      String officer,
      String proposal,
      String envelope,
      List<SealedBody> leaving) {
    public PassedOn {
      leaving = List.copyOf(leaving);
    }
  }

  /**
   * Passes an officer's proposal on to the others of the line: in an envelope of ours, since the
   * line takes no other, around theirs, which we cannot open.
   *
   * @throws BadOfficersWord when its signer is no officer of the line it names
   */
  public PassedOn passOn(byte[] proposal, EnvelopeHeader header, EpochSeal seal) {
    OfficerCertificate officer =
        new Signers(recipients)
            .of(header.line(), proposal)
            .orElseThrow(() -> new BadOfficersWord("its signer is no officer of the line"));
    Line line = recipients.serving(new Line(header.line()));
    EnvelopeHeader about =
        new EnvelopeHeader(
            header.id(),
            line.path(),
            Proposal.OUTCOME,
            header.sensitivity(),
            clock.instant(),
            header.policy(),
            EnvelopeHeader.VERSION);
    byte[] bytes = sealer.seal(about, proposal, recipients.of(line));
    ArrivalId id = new ArrivalId(header.id());
    String digest = Sm3.hex(proposal);
    LedgerEvent event =
        new LedgerEvent(
            LedgerEvent.VERSION,
            "proposal/" + digest,
            0,
            clock.instant(),
            LedgerEvent.Step.ACT_PROPOSED,
            unit,
            "gateway",
            id,
            null,
            null,
            Map.of("line", line.path()));
    return new PassedOn(
        id,
        line.path(),
        officer.name(),
        digest,
        Sm3.hex(bytes),
        List.of(
            new SealedBody(line.address(), bytes, Map.of(Addresses.ITEM, id.hex())),
            seal.events(id, List.of(event))));
  }

  /** Where the ledger numbers the steps of one way out. */
  private record Steps(String origin, long first) {}

  private List<SealedBody> leaving(
      Judged judged, Steps steps, UnaryOperator<DeskEntry> wrap, EpochSeal seal) {
    List<SealedBody> leaving = new ArrayList<>(3);
    List<LedgerEvent> events = new ArrayList<>(2);
    events.add(
        event(
            judged,
            steps.origin(),
            steps.first(),
            LedgerEvent.Step.JUDGED,
            judgement(judged.standing())));
    if (judged instanceof Judged.Open open) {
      leaving.add(seal.entry(wrap.apply(entry(open))));
      events.add(
          event(judged, steps.origin(), steps.first() + 1, LedgerEvent.Step.TO_DESK, Map.of()));
    } else if (judged instanceof Judged.Closed closed) {
      SealedBody envelope = envelope(closed);
      String digest = Sm3.hex(envelope.bytes());
      leaving.add(envelope);
      leaving.add(seal.entry(wrap.apply(card(closed, digest))));
      events.add(handedOver(closed, steps, envelope.address(), digest));
    }
    leaving.add(seal.events(judged.standing().reception().id(), events));
    return leaving;
  }

  private SealedBody envelope(Judged.Closed closed) {
    return envelope(closed.standing(), closed.dossier());
  }

  /** The envelope of an item that is not open, for the officers of its line. */
  public SealedBody envelope(Standing standing, Dossier dossier) {
    boolean spill = standing.outcome() == Outcome.SPILL;
    Line line = recipients.serving(standing.label().lineOrRoot());
    EnvelopeHeader header =
        new EnvelopeHeader(
            standing.reception().id().hex(),
            spill ? "spill" : line.path(),
            standing.outcome().name(),
            standing.label().sensitivity().name(),
            clock.instant(),
            standing.policy(),
            EnvelopeHeader.VERSION);
    byte[] bytes =
        sealer.seal(header, Wire.encode(dossier), spill ? recipients.spill() : recipients.of(line));
    Map<String, String> beside = new HashMap<>();
    beside.put(Addresses.ITEM, standing.reception().id().hex());
    // With it the pieces go when the envelope goes.
    LargeBody.in(dossier.mediaType(), dossier.raw())
        .ifPresent(large -> beside.put(Addresses.BODY, large.body()));
    return new SealedBody(spill ? Addresses.SPILL : line.address(), bytes, beside);
  }

  private static DeskEntry entry(Judged.Open open) {
    return new DeskEntry.OpenItem(
        open.standing(),
        open.subject(),
        open.sender(),
        open.content().parts(),
        open.verdict().evidence(),
        open.attachments(),
        open.salt(),
        open.caseVersion(),
        open.pictures());
  }

  /** Of the case, only what links its versions may stand beside a closed item. */
  private static DeskEntry.Card card(Judged.Closed closed, String digest) {
    CaseVersion version = closed.caseVersion();
    return new DeskEntry.Card(closed.standing(), digest, version == null ? null : version.key());
  }

  private LedgerEvent handedOver(Judged.Closed closed, Steps steps, String address, String digest) {
    boolean spill = closed.standing().outcome() == Outcome.SPILL;
    return event(
        closed,
        steps.origin(),
        steps.first() + 1,
        spill ? LedgerEvent.Step.SPILLED : LedgerEvent.Step.HANDED_OVER,
        Map.of("address", address, "envelope", digest));
  }

  private LedgerEvent event(
      Judged judged,
      String origin,
      long sequence,
      LedgerEvent.Step step,
      Map<String, String> facts) {
    Standing standing = judged.standing();
    return new LedgerEvent(
        LedgerEvent.VERSION,
        origin,
        sequence,
        clock.instant(),
        step,
        standing.reception().unit(),
        "gateway",
        standing.reception().id(),
        judged.commitment(),
        standing.policy(),
        facts);
  }

  private static Map<String, String> judgement(Standing standing) {
    return Map.of(
        "outcome", standing.outcome().name(),
        "reason", standing.reason(),
        "sensitivity", standing.label().sensitivity().name(),
        "urgency", standing.label().urgency().name(),
        "rules", String.join(" ", standing.rules()));
  }
}
