package org.sanwei.routes.handover;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.Wire;

/** A line with two officers and a recovery key, one officer of another line, and a gateway. */
final class Officers implements Recipients {
  static final ArrivalId ID = new ArrivalId("0123456789abcdef0123456789abcdef");
  static final String ENVELOPE = "ab".repeat(32);
  static final Label OPEN = new Label(Sensitivity.PUBLIC, Urgency.NONE, null);

  private static final SecureRandom RANDOM = new SecureRandom();

  final PersonalKey gateway = key("gateway");
  final PersonalKey first = key("officer-a");
  final PersonalKey second = key("officer-b");
  final PersonalKey recovery = key("recovery");
  final PersonalKey elsewhere = key("officer-of-the-other-line");
  final PersonalKey stranger = key("stranger");

  private static PersonalKey key(String name) {
    return PersonalKey.create(name, Instant.now().minusSeconds(60), Duration.ofDays(2), RANDOM);
  }

  ActReader reader(Clock clock) {
    return new ActReader(
        new CipherEnvelopeOpener(gateway, new CipherEnvelopeVerifier(receivers())),
        this,
        () -> Optional.of(Sensitivity.SECRET),
        clock);
  }

  /** A well-formed act of this kind, which a test may spoil. */
  static CipherAct act(Kind kind) {
    Instant now = Instant.now();
    return new CipherAct(
        CipherAct.VERSION,
        kind,
        ID,
        "default",
        ENVELOPE,
        "0".repeat(32),
        "1".repeat(32),
        now,
        now.plus(Duration.ofHours(1)),
        kind == Kind.CONFIRM ? null : wording("堤顶无渗漏"),
        switch (kind) {
          case READ -> null;
          case CONFIRM -> new Label(Sensitivity.SECRET, Urgency.NONE, null);
          case CLEAR, ORDER -> OPEN;
        },
        List.of(),
        kind == Kind.ORDER ? "市保密局 2026-11 号通知" : null);
  }

  /** The same act with other words, label, overrides and notice. */
  static CipherAct with(
      CipherAct act,
      @Nullable Wording wording,
      @Nullable Label label,
      List<String> overrides,
      @Nullable String notice) {
    return new CipherAct(
        act.version(),
        act.kind(),
        act.id(),
        act.line(),
        act.envelope(),
        act.nonce(),
        act.salt(),
        act.signedAt(),
        act.expiresAt(),
        wording,
        label,
        overrides,
        notice);
  }

  static Wording wording(String text) {
    return new Wording("水情", "河西县", List.of(new Part("body", Place.BODY, text)));
  }

  /** One officer's envelope to the gateway over an act. */
  byte[] by(PersonalKey officer, CipherAct act) {
    return sealed(officer, act, signed(act, null));
  }

  /** The second officer's envelope over the act that the first has signed. */
  byte[] by(PersonalKey officer, CipherAct act, byte @Nullable [] first) {
    return sealed(officer, act, signed(act, first));
  }

  private byte[] sealed(PersonalKey officer, CipherAct act, byte[] signed) {
    EnvelopeHeader header =
        new EnvelopeHeader(
            act.id().hex(),
            act.line(),
            SignedAct.OUTCOME,
            "PUBLIC",
            Instant.now(),
            "policy",
            EnvelopeHeader.VERSION);
    return new CipherEnvelopeSealer(officer, RANDOM)
        .seal(header, signed, List.of(gateway.certificate()));
  }

  private static byte[] signed(CipherAct act, byte @Nullable [] first) {
    return Wire.encode(new SignedAct(SignedAct.VERSION, Wire.encode(act), first));
  }

  @Override
  public Line serving(Line line) {
    return line;
  }

  @Override
  public List<OfficerCertificate> of(Line line) {
    return line.equals(Line.ROOT)
        ? List.of(first.certificate(), second.certificate(), recovery.certificate())
        : List.of(elsewhere.certificate());
  }

  @Override
  public Set<OfficerCertificate> receivers() {
    return Set.of(first.certificate(), second.certificate(), elsewhere.certificate());
  }

  @Override
  public List<OfficerCertificate> spill() {
    return List.of();
  }
}
