package org.sanwei.routes.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.VerifiedAct;
import org.sanwei.routes.message.Wire;

/**
 * Reads officers' acts: sealed to the gateway, signed by as many different officers of the item's
 * line as the act needs, in time, and of the form that its kind has. In time is what reached the
 * broker in time: how long it waits there is not in its officers' hands. What the item is, and
 * whether the act came before, is for the register. Safe from many threads.
 */
public final class ActReader {
  private static final Pattern CHANCE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int NOTICE_CHARACTERS = 500;
  private static final int HEADING_CHARACTERS = 1_000;

  /** Officers' machines are not set by our clock. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final CipherEnvelopeOpener opener;
  private final Signers signers;
  private final Supplier<Optional<Sensitivity>> ceiling;
  private final Clock clock;

  /**
   * {@code opener} holds the gateway's key and trusts every officer's certificate, no other; {@code
   * ceiling} is the highest level that the deployment may carry at that moment, empty when none is
   * declared.
   */
  public ActReader(
      CipherEnvelopeOpener opener,
      Recipients recipients,
      Supplier<Optional<Sensitivity>> ceiling,
      Clock clock) {
    this.opener = opener;
    this.ceiling = ceiling;
    this.signers = new Signers(recipients);
    this.clock = clock;
  }

  /** What came of reading an act. */
  public sealed interface Read {
    /** Its signatures hold. */
    record Good(VerifiedAct act) implements Read {}

    /** It is an officer's word and no act; {@code reason} is a stable word for the ledger. */
    record Refused(ArrivalId id, String reason) implements Read {}
  }

  /**
   * Reads an officer's envelope whose header says ACT.
   *
   * @param arrived when it reached the broker, by the broker's own clock; it counts as just arrived
   *     when that is not known
   * @throws BadOfficersWord when it does not open as an officer's envelope to this gateway
   * @throws Wire.BadPayload when what it holds is no act that this code can read
   */
  public Read read(byte[] envelope, Optional<Instant> arrived) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
      throw new BadOfficersWord("it does not open as an officer's envelope");
    }
    SignedAct signed = Wire.decode(message.plain(), SignedAct.class);
    CipherAct act = Wire.decode(signed.act(), CipherAct.class);
    String objection = objection(message, act, arrived.orElseGet(clock::instant));
    if (objection != null) {
      return new Read.Refused(new ArrivalId(message.header().id()), objection);
    }
    TreeSet<String> officers = new TreeSet<>();
    Optional<OfficerCertificate> sender = signers.of(act.line(), envelope);
    if (sender.isEmpty()) {
      return new Read.Refused(act.id(), "not-of-the-line");
    }
    officers.add(sender.get().name());
    if (signed.first() != null) {
      Optional<OfficerCertificate> first = first(act, signed, signed.first());
      if (first.isEmpty()) {
        return new Read.Refused(act.id(), "first-signature");
      }
      officers.add(first.get().name());
    }
    if (officers.size() != act.kind().officers()
        || (signed.first() != null) != (act.kind().officers() == 2)) {
      return new Read.Refused(act.id(), "officers");
    }
    return new Read.Good(new VerifiedAct(act, officers.stream().toList(), Sm3.hex(signed.act())));
  }

  /** The first officer, when it is their envelope to us over exactly the same act. */
  private Optional<OfficerCertificate> first(CipherAct act, SignedAct signed, byte[] envelope) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)
        || !message.header().id().equals(act.id().hex())
        || !message.header().outcome().equals(SignedAct.OUTCOME)) {
      return Optional.empty();
    }
    SignedAct first = Wire.decode(message.plain(), SignedAct.class);
    if (first.first() != null || !Arrays.equals(first.act(), signed.act())) {
      return Optional.empty();
    }
    return signers.of(act.line(), envelope);
  }

  private @Nullable String objection(CipherOpened.Message message, CipherAct act, Instant arrived) {
    if (act.version() != CipherAct.VERSION
        || !CHANCE.matcher(act.nonce()).matches()
        || !CHANCE.matcher(act.salt()).matches()
        || !DIGEST.matcher(act.envelope()).matches()
        || !formed(act)) {
      return "form";
    }
    if (!message.header().id().equals(act.id().hex())
        || !message.header().line().equals(act.line())) {
      return "another-item";
    }
    if (!arrived.isBefore(act.expiresAt())) {
      return "expired";
    }
    Label label = act.label();
    Sensitivity highest = ceiling.get().orElse(null);
    if (label != null && highest != null && label.sensitivity().compareTo(highest) > 0) {
      // There is nothing here to seal to the security officers: it stays sealed where it lies.
      return "above-ceiling";
    }
    boolean timely =
        !act.signedAt().isAfter(arrived.plus(SKEW))
            && !act.expiresAt().isAfter(act.signedAt().plus(CipherAct.LONGEST));
    return timely ? null : "time";
  }

  /** Whether the act has what its kind has, and nothing that belongs to another kind. */
  private static boolean formed(CipherAct act) {
    Label label = act.label();
    boolean worded = act.wording() != null && sound(act.wording());
    boolean noticed =
        act.notice() != null
            && !act.notice().isBlank()
            && act.notice().length() <= NOTICE_CHARACTERS;
    return switch (act.kind()) {
      case READ -> worded && label == null && act.overrides().isEmpty() && act.notice() == null;
      case CONFIRM ->
          act.wording() == null
              && label != null
              && label.sensitivity().classified()
              && label.line() == null
              && label.urgency() == Urgency.NONE
              && act.overrides().isEmpty()
              && act.notice() == null;
      case CLEAR ->
          worded && label != null && !label.sensitivity().classified() && act.notice() == null;
      case ORDER -> worded && label != null && noticed;
    };
  }

  /** Whether what stands over the text is as short as such things are, and there is a text. */
  private static boolean sound(Wording wording) {
    return wording.subject().length() <= HEADING_CHARACTERS
        && wording.sender().length() <= HEADING_CHARACTERS
        && !wording.parts().isEmpty();
  }
}
