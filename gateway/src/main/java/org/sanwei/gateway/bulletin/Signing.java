package org.sanwei.gateway.bulletin;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Signer;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.release.Approval;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.Recipient;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.Release;
import org.sanwei.routes.release.ReleaseCodec;
import org.sanwei.routes.release.SmsEdition;
import org.sanwei.routes.release.WecomEdition;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns a bulletin that people signed into release statements: one for each outlet, under the
 * gateway's release key, which attests what they did in the web pages. Writes release, statements,
 * deliveries and outbox in the caller's transaction.
 */
public final class Signing {
  private final JdbcClient jdbc;
  private final Signer signer;
  private final Outbox outbox;
  private final RecipientBook book;
  private final BulletinRules rules;
  private final DeskSettings desk;

  public Signing(
      JdbcClient jdbc,
      Signer signer,
      Outbox outbox,
      RecipientBook book,
      BulletinRules rules,
      DeskSettings desk) {
    this.jdbc = jdbc;
    this.signer = signer;
    this.outbox = outbox;
    this.book = book;
    this.rules = rules;
    this.desk = desk;
  }

  /** Whether there is such an outlet. */
  boolean sendsBy(String outlet) {
    return rules.smsOutlet().value().equals(outlet) || rules.wecomOutlet().value().equals(outlet);
  }

  /** Why these words and recipients could never go out, whatever their label. */
  Optional<Acted> unfit(Bulletin bulletin) {
    if (book.these(bulletin.recipients()).isEmpty()) {
      return Optional.of(Acted.refused(Refusal.NO_RECIPIENTS));
    }
    Editions editions = Editions.of(rules, bulletin.words(), null, desk.sandbox());
    if (editions.sms() instanceof SmsEdition.Unfit unfit) {
      return Optional.of(new Acted.Refused(Refusal.SMS_UNFIT, List.of(), unfit.problems()));
    }
    if (editions.wecom() instanceof WecomEdition.Unfit unfit) {
      return Optional.of(new Acted.Refused(Refusal.WECOM_UNFIT, List.of(), unfit.problems()));
    }
    return Optional.empty();
  }

  /** Why this bulletin may not be let out under this label. */
  Optional<Acted> refuse(Bulletin bulletin, Label whole) {
    if (!Releasable.allows(whole)) {
      return Optional.of(Acted.refused(Refusal.LABEL_ABOVE_OUTLET, whole.sensitivity().chinese()));
    }
    return unfit(bulletin);
  }

  /** Makes the release of a signed bulletin; returns its id. */
  UUID letOut(Person signedBy, Bulletin bulletin, Label whole, Instant now) {
    UUID id = insert(bulletin.id(), signedBy, null, now);
    Editions editions =
        Editions.of(
            rules, bulletin.words(), Objects.requireNonNull(bulletin.issue()), desk.sandbox());
    String sms = ((SmsEdition.Fits) editions.sms()).edition().text();
    String wecom = ((WecomEdition.Fits) editions.wecom()).edition().text();
    List<Recipient> byPhone = new ArrayList<>();
    List<Recipient> byWecom = new ArrayList<>();
    for (RecipientBook.Leader leader : book.these(bulletin.recipients())) {
      addressed(leader, leader.mobile()).ifPresent(byPhone::add);
      addressed(leader, leader.wecom()).ifPresent(byWecom::add);
    }
    Draft draft = new Draft(id, bulletin, whole, approvals(bulletin), null);
    state(draft, rules.smsOutlet(), sms, byPhone, now);
    state(draft, rules.wecomOutlet(), wecom, byWecom, now);
    return id;
  }

  /**
   * Makes a release that sends {@code old}'s words for one recipient again, under the label that
   * they have now. The approvals are the old ones: the same words to the same person.
   */
  UUID again(Person who, Release old, Recipient recipient, Label whole, Instant now) {
    UUID id = insert(old.bulletin(), who, old.id(), now);
    Release again =
        new Release(
            Release.VERSION,
            id,
            old.bulletin(),
            old.unit(),
            old.issue(),
            whole,
            old.outlet(),
            old.text(),
            List.of(recipient),
            old.approvals(),
            now.plus(rules.validity()),
            old.sandbox(),
            old.id());
    store(again, now);
    return id;
  }

  private record Draft(
      UUID id, Bulletin bulletin, Label label, List<Approval> approvals, @Nullable UUID replaces) {}

  private void state(
      Draft draft, OutletName outlet, String text, List<Recipient> recipients, Instant now) {
    if (recipients.isEmpty()) {
      return;
    }
    store(
        new Release(
            Release.VERSION,
            draft.id(),
            draft.bulletin().id(),
            desk.unit(),
            Objects.requireNonNull(draft.bulletin().issue()),
            draft.label(),
            outlet,
            text,
            recipients,
            draft.approvals(),
            now.plus(rules.validity()),
            desk.sandbox(),
            draft.replaces()),
        now);
  }

  private static List<Approval> approvals(Bulletin bulletin) {
    List<Approval> approvals = new ArrayList<>();
    for (Bulletin.Done done : bulletin.approvals()) {
      if (done.act() == Bulletin.Step.REVIEWED || done.act() == Bulletin.Step.SIGNED) {
        approvals.add(
            new Approval(
                Approval.Act.valueOf(done.act().name()),
                "person/" + done.person(),
                done.at(),
                Approval.BY_GATEWAY));
      }
    }
    return approvals;
  }

  private static Optional<Recipient> addressed(
      RecipientBook.Leader leader, @Nullable String address) {
    return Optional.ofNullable(address)
        .map(known -> new Recipient(leader.id().toString(), leader.name(), known));
  }

  private UUID insert(UUID bulletin, Person who, @Nullable UUID replaces, Instant now) {
    return jdbc.sql(
            "insert into release (bulletin_id, unit, made_at, made_by, expires_at, sandbox,"
                + " replaces) values (?, ?, ?, ?, ?, ?, ?) returning id")
        .param(bulletin)
        .param(desk.unit())
        .param(Timestamp.from(now))
        .param(who.id())
        .param(Timestamp.from(now.plus(rules.validity())))
        .param(desk.sandbox())
        .param(replaces)
        .query(UUID.class)
        .single();
  }

  private void store(Release release, Instant now) {
    byte[] statement = signer.sign(Release.PURPOSE, ReleaseCodec.write(release));
    jdbc.sql("insert into release_statement (release_id, outlet, statement) values (?, ?, ?)")
        .params(release.id(), release.outlet().value(), statement)
        .update();
    for (Recipient recipient : release.recipients()) {
      jdbc.sql(
              "insert into delivery (release_id, outlet, recipient, queued_at, changed_at)"
                  + " values (?, ?, ?, ?, ?)")
          .params(
              release.id(),
              release.outlet().value(),
              UUID.fromString(recipient.id()),
              Timestamp.from(now),
              Timestamp.from(now))
          .update();
    }
    outbox.add(release.id(), release.outlet(), statement, now);
  }
}
