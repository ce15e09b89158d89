package org.sanwei.gateway.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/** Made-up arrivals; what a test is not about has a default. */
public final class Samples {
  public static final String UNIT = "370900";
  public static final String POLICY = "ab".repeat(32);
  public static final String ENVELOPE = "cd".repeat(32);
  public static final byte[] SALT = {1, 2, 3, 4};
  public static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Samples() {}

  public static ArrivalId newId() {
    return new ArrivalId("%032x".formatted(COUNT.incrementAndGet()));
  }

  public static Reception reception() {
    return reception(newId(), NOON);
  }

  public static Reception reception(ArrivalId id, Instant at) {
    return reception(id, at, ChannelKind.FAX);
  }

  public static Reception reception(ArrivalId id, Instant at, ChannelKind kind) {
    UUID low = Partitions.lowest(at);
    UUID reception =
        new UUID(low.getMostSignificantBits() | 0x7000, COUNT.incrementAndGet() | (1L << 63));
    return new Reception(
        id, reception, UNIT, kind.name().toLowerCase(Locale.ROOT) + "-1", kind, at, 2048);
  }

  public static DeskEntry.OpenItem open(Reception reception, String subject, String body) {
    return open(reception, Urgency.NONE, subject, body, List.of(), List.of());
  }

  public static DeskEntry.OpenItem open(
      Reception reception,
      Urgency urgency,
      String subject,
      String body,
      List<Evidence> evidence,
      List<Attachment> attachments) {
    Label label = new Label(Sensitivity.PUBLIC, urgency, null);
    List<String> rules = evidence.stream().map(Evidence::rule).distinct().sorted().toList();
    return new DeskEntry.OpenItem(
        new Standing(reception, Outcome.OPEN, "none", label, rules, POLICY, 1, null),
        subject,
        "河西县委办",
        List.of(new Part("subject", Place.SUBJECT, subject), new Part("body", Place.BODY, body)),
        evidence,
        attachments,
        SALT);
  }

  /** The same entry, of a source that names no message; equal keys are equal messages. */
  public static DeskEntry repeatable(DeskEntry entry, String key) {
    Standing plain = entry.standing();
    Standing keyed =
        new Standing(
            plain.reception(),
            plain.outcome(),
            plain.reason(),
            plain.label(),
            plain.rules(),
            plain.policy(),
            plain.pages(),
            plain.defects(),
            plain.probe(),
            plain.nature(),
            key);
    if (entry instanceof DeskEntry.OpenItem open) {
      return new DeskEntry.OpenItem(
          keyed,
          open.subject(),
          open.sender(),
          open.parts(),
          open.evidence(),
          open.attachments(),
          open.salt());
    }
    return new DeskEntry.Card(keyed, ((DeskEntry.Card) entry).envelope());
  }

  public static DeskEntry.Card card(
      Reception reception, Outcome outcome, String reason, Defect... defects) {
    Sensitivity sensitivity = outcome == Outcome.HELD ? Sensitivity.PUBLIC : Sensitivity.SECRET;
    Label label = new Label(sensitivity, Urgency.NONE, Line.ROOT);
    return new DeskEntry.Card(
        new Standing(
            reception,
            outcome,
            reason,
            label,
            List.of("mark-secret"),
            POLICY,
            2,
            List.of(defects),
            null,
            null,
            null),
        ENVELOPE);
  }
}
