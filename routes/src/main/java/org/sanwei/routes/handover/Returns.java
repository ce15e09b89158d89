package org.sanwei.routes.handover;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Commitment;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;
import org.sanwei.routes.message.Wire;

/**
 * Judges what officers' acts give back. A reading is judged like any text, joined with what the
 * item was; a clearance and an order with their own label, less the findings they name; a
 * confirmation only raises. Nothing of the original comes back: neither pictures nor attachments,
 * only the wording that the officers signed. Safe from many threads.
 */
public final class Returns {
  /** The media type of a dossier that holds a wording and not a message as it came. */
  public static final String WORDING = "application/vnd.sanwei.wording+cbor";

  private final Supplier<Judge> judge;
  private final SecureRandom random;

  public Returns(Supplier<Judge> judge, SecureRandom random) {
    this.judge = judge;
    this.random = random;
  }

  /** What becomes of the item: {@code held} is what the register says it is until now. */
  public Judged judge(VerifiedAct verified, Standing held) {
    CipherAct act = verified.act();
    Wording wording = wording(act.wording());
    Content content = new Content(wording == null ? List.of() : wording.parts(), List.of());
    // Once: the whole act under one policy, whatever comes into force meanwhile.
    Judge now = judge.get();
    Verdict verdict =
        now.judge(
            content,
            new Arrival(
                held.reception().channel(),
                wording == null ? "" : wording.sender(),
                held.reception().receivedAt()),
            overridden(act, now),
            floor(act, held));
    Standing standing =
        new Standing(
            held.reception(),
            verdict.outcome(),
            verdict.reason(),
            verdict.label(),
            rules(act, held, verdict),
            verdict.policy(),
            held.pages(),
            held.nature());
    return judged(standing, verdict, wording, salt());
  }

  private static Judged judged(
      Standing standing, Verdict verdict, @Nullable Wording wording, byte[] salt) {
    byte[] raw = wording == null ? new byte[0] : Wire.encode(wording);
    String commitment = Commitment.commit(salt, raw);
    Content content = new Content(wording == null ? List.of() : wording.parts(), List.of());
    String subject = wording == null ? "" : wording.subject();
    String sender = wording == null ? "" : wording.sender();
    if (verdict.outcome() == Outcome.OPEN) {
      return new Judged.Open(
          standing, commitment, verdict, subject, sender, content, List.of(), salt);
    }
    return new Judged.Closed(
        standing,
        commitment,
        new Dossier(
            Dossier.VERSION,
            standing.reception(),
            verdict,
            subject,
            sender,
            content.parts(),
            List.of(),
            WORDING,
            raw,
            salt));
  }

  /** Only CLEAR and ORDER, which two officers signed, may go below what the item was. */
  private static Label floor(CipherAct act, Standing held) {
    Label given = act.label() == null ? Label.BOTTOM : act.label();
    return switch (act.kind()) {
      case READ, CONFIRM -> held.label().join(given);
      case CLEAR, ORDER -> lined(given, held.label());
    };
  }

  /** What officers do not say of the line stays: others than theirs need not know. */
  private static Label lined(Label given, Label held) {
    return given.line() != null
        ? given
        : new Label(given.sensitivity(), given.urgency(), held.line());
  }

  /** Two may clear a doubt; a mark that classifies gives way to an order alone. */
  private static Set<String> overridden(CipherAct act, Judge now) {
    Set<String> named = new HashSet<>(act.overrides());
    if (act.kind() == CipherAct.Kind.CLEAR) {
      named.removeAll(now.classifying());
    }
    return named;
  }

  private static List<String> rules(CipherAct act, Standing held, Verdict verdict) {
    Set<String> rules = new TreeSet<>(verdict.rules());
    if (act.kind().officers() == 1) {
      rules.addAll(held.rules());
    }
    return List.copyOf(rules);
  }

  /**
   * An officer chooses the words, never what the rules take them for: a text said to be a quotation
   * or a sender's name would be looked at less.
   */
  private static @Nullable Wording wording(@Nullable Wording given) {
    if (given == null) {
      return null;
    }
    List<Part> parts = new ArrayList<>();
    if (!given.subject().isEmpty()) {
      parts.add(new Part("subject", Place.SUBJECT, given.subject()));
    }
    if (!given.sender().isEmpty()) {
      parts.add(new Part("sender", Place.BODY, given.sender()));
    }
    for (int i = 0; i < given.parts().size(); i++) {
      Part part = given.parts().get(i);
      Place place = part.place() == Place.ATTACHMENT ? Place.ATTACHMENT : Place.BODY;
      parts.add(new Part((i + 1) + "/" + part.name(), place, part.text()));
    }
    return new Wording(given.subject(), given.sender(), parts);
  }

  private byte[] salt() {
    byte[] salt = new byte[Commitment.SALT_SIZE_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
