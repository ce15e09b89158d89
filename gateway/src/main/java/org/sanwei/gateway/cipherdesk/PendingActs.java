package org.sanwei.gateway.cipherdesk;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.cipherdesk.LineView.Waiting;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.Wire;

/** Acts upon items of the line that another officer has signed and that wait for this one. */
final class PendingActs {
  private final CipherDeskSettings settings;
  private final PersonalKey key;
  private final LineView line;
  private final CipherEnvelopeVerifier verifier;
  private final Clock clock;

  /** {@code verifier} trusts the gateway, in whose envelopes proposals come. */
  PendingActs(
      CipherDeskSettings settings,
      PersonalKey key,
      LineView line,
      CipherEnvelopeVerifier verifier,
      Clock clock) {
    this.settings = settings;
    this.key = key;
    this.line = line;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** One of them: where it lies, and what its officer signed. */
  record Pending(Waiting waiting, String officer, Proposal proposal, CipherAct act) {
    String digest() {
      return Sm3.hex(proposal.act());
    }

    /** What an officer must have read before they sign. */
    void print(PrintWriter out) {
      Label label = act.label() == null ? Label.BOTTOM : act.label();
      out.println("件标识 id       " + act.id());
      out.println("提出 officer    " + Shown.line(officer) + "  " + act.signedAt());
      out.println(
          "改定 label      "
              + label.sensitivity().chinese()
              + " "
              + label.urgency().name()
              + "  有效至 until "
              + act.expiresAt());
      out.println("撇开 overrides  " + Shown.line(String.join(" ", act.overrides())));
      if (act.notice() != null) {
        out.println("依据 notice     " + Shown.line(act.notice()));
      }
      Wording wording = act.wording();
      if (wording != null) {
        out.println("来文 sender     " + Shown.line(wording.sender()));
        out.println("事由 subject    " + Shown.line(wording.subject()));
        for (Part part : wording.parts()) {
          out.println("── " + Shown.line(part.name()) + " ──");
          out.println(Shown.text(part.text()));
        }
      }
      out.printf(
          "核对无误后会签 / to sign exactly this:%n    cipher-desk %s %s --countersign %s%n",
          act.kind().word(), act.id().hex().substring(0, 12), digest());
    }
  }

  /** Every act of this kind that another officer of the line has signed and that still counts. */
  List<Pending> find(Kind kind, String idStart) {
    List<OfficerCertificate> colleagues = Colleagues.read(settings.colleagues(), clock);
    CipherEnvelopeOpener outer = new CipherEnvelopeOpener(key, verifier);
    List<Pending> all = new ArrayList<>();
    for (Waiting waiting : line.proposals(idStart)) {
      if (outer.open(waiting.envelope()) instanceof CipherOpened.Message ours) {
        for (OfficerCertificate colleague : colleagues) {
          from(colleague, waiting, ours.plain())
              .filter(pending -> pending.act().kind() == kind)
              .filter(pending -> clock.instant().isBefore(pending.act().expiresAt()))
              .filter(pending -> pending.act().id().hex().equals(waiting.header().id()))
              .ifPresent(all::add);
        }
      }
    }
    return all;
  }

  /** Empty unless this colleague signed it: a name inside a proposal is nobody's signature. */
  private Optional<Pending> from(OfficerCertificate colleague, Waiting waiting, byte[] envelope) {
    boolean own = colleague.keyIdentifier().equals(key.certificate().keyIdentifier());
    CipherEnvelopeOpener inner =
        new CipherEnvelopeOpener(key, new CipherEnvelopeVerifier(Set.of(colleague)));
    if (own || !(inner.open(envelope) instanceof CipherOpened.Message theirs)) {
      return Optional.empty();
    }
    try {
      Proposal proposal = Wire.decode(theirs.plain(), Proposal.class);
      CipherAct act = Wire.decode(proposal.act(), CipherAct.class);
      return Optional.of(new Pending(waiting, colleague.name(), proposal, act));
    } catch (Wire.BadPayload e) {
      // One officer's nonsense must not keep the others from what they have to sign.
      return Optional.empty();
    }
  }
}
