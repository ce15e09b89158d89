package org.sanwei.routes.handover;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Standing;
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

  public Departures(CipherEnvelopeSealer sealer, Recipients recipients, Clock clock) {
    this.sealer = sealer;
    this.recipients = recipients;
    this.clock = clock;
  }

  /** Everything that leaves, for one broker transaction. */
  public List<SealedBody> of(Judged judged, EpochSeal seal) {
    List<SealedBody> leaving = new ArrayList<>(3);
    List<LedgerEvent> events = new ArrayList<>(2);
    events.add(event(judged, 1, LedgerEvent.Step.JUDGED, judgement(judged.standing())));
    if (judged instanceof Judged.Open open) {
      leaving.add(seal.entry(entry(open)));
      events.add(event(judged, 2, LedgerEvent.Step.TO_DESK, Map.of()));
    } else if (judged instanceof Judged.Closed closed) {
      SealedBody envelope = envelope(closed);
      String digest = Sm3.hex(envelope.bytes());
      leaving.add(envelope);
      leaving.add(seal.entry(card(closed, digest)));
      events.add(handedOver(closed, envelope.address(), digest));
    }
    leaving.add(seal.events(judged.standing().reception().id(), events));
    return leaving;
  }

  private SealedBody envelope(Judged.Closed closed) {
    Standing standing = closed.standing();
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
        sealer.seal(
            header,
            Wire.encode(closed.dossier()),
            spill ? recipients.spill() : recipients.of(line));
    return new SealedBody(
        spill ? Addresses.SPILL : line.address(),
        bytes,
        Map.of(Addresses.ITEM, standing.reception().id().hex()));
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
        open.caseVersion());
  }

  /** Of the case, only what links its versions may stand beside a closed item. */
  private static DeskEntry.Card card(Judged.Closed closed, String digest) {
    CaseVersion version = closed.caseVersion();
    return new DeskEntry.Card(closed.standing(), digest, version == null ? null : version.key());
  }

  private LedgerEvent handedOver(Judged.Closed closed, String address, String digest) {
    boolean spill = closed.standing().outcome() == Outcome.SPILL;
    return event(
        closed,
        2,
        spill ? LedgerEvent.Step.SPILLED : LedgerEvent.Step.HANDED_OVER,
        Map.of("address", address, "envelope", digest));
  }

  private LedgerEvent event(
      Judged judged, long sequence, LedgerEvent.Step step, Map<String, String> facts) {
    Standing standing = judged.standing();
    return new LedgerEvent(
        LedgerEvent.VERSION,
        LedgerEvent.originOf(standing.reception().reception()),
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
