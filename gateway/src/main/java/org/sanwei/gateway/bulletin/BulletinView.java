package org.sanwei.gateway.bulletin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Person;

/** A bulletin for one reader: with people's names, and what this reader may do now. */
public record BulletinView(
    Bulletin bulletin,
    String drafterName,
    List<Signed> trail,
    List<Source> sources,
    Preview preview,
    May may) {

  /** One act with the name of who did it. */
  public record Signed(Bulletin.Step act, String name, Instant at) {}

  /** What the reader may do; {@code same} when only their own hand in it forbids it. */
  public record May(
      boolean edit,
      boolean submit,
      boolean review,
      boolean giveBack,
      boolean sign,
      boolean notice,
      boolean same) {}

  static BulletinView of(
      Bulletin bulletin,
      List<Source> sources,
      Preview preview,
      Person reader,
      Function<UUID, String> names) {
    return new BulletinView(
        bulletin,
        names.apply(bulletin.drafter()),
        bulletin.approvals().stream()
            .map(done -> new Signed(done.act(), names.apply(done.person()), done.at()))
            .toList(),
        sources,
        preview,
        may(bulletin, preview, reader));
  }

  private static May may(Bulletin bulletin, Preview preview, Person reader) {
    BulletinState state = bulletin.state();
    boolean wrote = bulletin.writers().contains(reader.id());
    boolean reviewed =
        bulletin
            .done(Bulletin.Step.REVIEWED)
            .filter(done -> done.person().equals(reader.id()))
            .isPresent();
    boolean toReview = state == BulletinState.IN_REVIEW && reader.may(Act.REVIEW);
    boolean toSign = state == BulletinState.REVIEWED && reader.may(Act.SIGN);
    boolean pending = state == BulletinState.IN_REVIEW || state == BulletinState.REVIEWED;
    return new May(
        state != BulletinState.SIGNED && reader.may(Act.DRAFT),
        state == BulletinState.DRAFT && reader.may(Act.DRAFT),
        toReview && !wrote,
        pending && (reader.may(Act.REVIEW) || reader.may(Act.SIGN)),
        toSign && !wrote && !reviewed && preview.releasable(),
        reader.may(Act.DRAFT)
            && !preview.releasable()
            && !sourcesMissing(bulletin)
            && state != BulletinState.SIGNED,
        (toReview && wrote) || (toSign && (wrote || reviewed)));
  }

  private static boolean sourcesMissing(Bulletin bulletin) {
    return bulletin.sources().isEmpty() || bulletin.contentless();
  }

  /** The name, or the pseudonym's beginning when nobody has it any more. */
  static String nameOf(@Nullable Person person, UUID id) {
    return person == null ? id.toString().substring(0, 8) : person.name();
  }
}
