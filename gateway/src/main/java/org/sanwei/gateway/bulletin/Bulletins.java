package org.sanwei.gateway.bulletin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people do with bulletins. Every call names the person, throws {@link
 * org.sanwei.gateway.people.Forbidden} when their post does not allow it, and is one transaction
 * with its ledger event. Words are judged before they are stored: words that are not OPEN are
 * refused and leave no trace. Two different people, neither of whom wrote any of the words, review
 * and sign.
 */
public final class Bulletins {
  private final BulletinStore store;
  private final Labels labels;
  private final Signing signing;
  private final BulletinSteps steps;
  private final Drafting drafting;
  private final BulletinRules rules;
  private final DeskSettings desk;
  private final Clock clock;

  public Bulletins(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WordsJudge judge,
      Signing signing,
      RecipientBook book,
      Ledger ledger,
      BulletinEvents events,
      BulletinRules rules,
      DeskSettings desk,
      Clock clock,
      SecureRandom random) {
    this.store = new BulletinStore(jdbc, desk.unit());
    this.labels = new Labels(jdbc, judge, clock, desk.unit());
    this.signing = signing;
    this.steps = new BulletinSteps(store, transaction, ledger, events, clock);
    this.drafting = new Drafting(store, labels, book, steps, clock, random);
    this.rules = rules;
    this.desk = desk;
    this.clock = clock;
  }

  /** What is drafted: words, the items they come from, and whom they are for. */
  public record Draft(Words words, List<ArrivalId> sources, List<UUID> recipients) {
    public Draft {
      sources = sources.stream().distinct().toList();
      recipients = recipients.stream().distinct().toList();
    }
  }

  /** Newest change first. */
  public List<Bulletin> list(Person who, int limit) {
    Permissions.require(who, Act.READ_BULLETINS);
    return steps.inTransaction(() -> store.list(limit));
  }

  /** One bulletin. */
  public Optional<Bulletin> find(Person who, UUID id) {
    Permissions.require(who, Act.READ_BULLETINS);
    return steps.inTransaction(() -> store.find(id));
  }

  /** Those of these items that the register knows, as they stand now. */
  public List<Source> sources(Person who, List<ArrivalId> ids) {
    Permissions.require(who, Act.READ_BULLETINS);
    return labels.sources(ids);
  }

  /** What a draft would be, without storing it. */
  public Preview preview(Person who, Draft draft, boolean contentless) {
    Permissions.require(who, Act.READ_BULLETINS);
    if (!draft.words().storable()) {
      return Preview.notText();
    }
    return Preview.of(
        labels.judge(draft.words()),
        labels.sources(draft.sources()),
        contentless,
        Editions.of(rules, draft.words(), null, desk.sandbox()));
  }

  /** 拟稿. */
  public Acted draft(Person who, Draft draft) {
    Permissions.require(who, Act.DRAFT);
    return steps.act(() -> drafting.draft(who, draft, false));
  }

  /** Changes words or recipients of a bulletin that is not signed; it is a draft again after. */
  public Acted edit(Person who, UUID id, int version, Words words, List<UUID> recipients) {
    Permissions.require(who, Act.DRAFT);
    return steps.act(
        id,
        version,
        now -> {
          if (now.state() == BulletinState.SIGNED) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          if (now.contentless() && !words.equals(now.words())) {
            return Acted.refused(Refusal.FIXED_WORDS);
          }
          return drafting.edit(who, now, words, recipients);
        });
  }

  /** 送审: hands a draft over to 保密审查. */
  public Acted submit(Person who, UUID id, int version) {
    Permissions.require(who, Act.DRAFT);
    return steps.act(
        id,
        version,
        now -> {
          if (now.state() != BulletinState.DRAFT) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          Optional<Acted> unfit = signing.unfit(now);
          if (unfit.isPresent()) {
            return unfit.get();
          }
          return steps.done(
              who,
              now,
              Bulletin.Step.SUBMITTED,
              BulletinState.IN_REVIEW,
              LedgerEvent.Step.BULLETIN_EDITED);
        });
  }

  /** 保密审查 passed; not by anybody who wrote words of it. */
  public Acted review(Person who, UUID id, int version) {
    Permissions.require(who, Act.REVIEW);
    return steps.act(
        id,
        version,
        now -> {
          if (now.state() != BulletinState.IN_REVIEW) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          if (now.writers().contains(who.id())) {
            return Acted.refused(Refusal.SAME_PERSON);
          }
          return steps.done(
              who,
              now,
              Bulletin.Step.REVIEWED,
              BulletinState.REVIEWED,
              LedgerEvent.Step.BULLETIN_REVIEWED);
        });
  }

  /** 退回: back to the drafter, by whoever may review or sign. */
  public Acted giveBack(Person who, UUID id, int version) {
    if (!who.may(Act.SIGN)) {
      Permissions.require(who, Act.REVIEW);
    }
    return steps.act(
        id,
        version,
        now -> {
          if (now.state() != BulletinState.IN_REVIEW && now.state() != BulletinState.REVIEWED) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          return steps.done(
              who,
              now,
              Bulletin.Step.RETURNED,
              BulletinState.DRAFT,
              LedgerEvent.Step.BULLETIN_RETURNED);
        });
  }

  /** 签发: gives the 期号 and lets it out, all in one transaction. */
  public Acted sign(Person who, UUID id, int version) {
    Permissions.require(who, Act.SIGN);
    return steps.act(
        id,
        version,
        now -> {
          Optional<Bulletin.Done> review = now.done(Bulletin.Step.REVIEWED);
          if (now.state() != BulletinState.REVIEWED || review.isEmpty()) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          if (now.writers().contains(who.id()) || review.get().person().equals(who.id())) {
            return Acted.refused(Refusal.SAME_PERSON);
          }
          return signed(who, now);
        });
  }

  private Acted signed(Person who, Bulletin now) {
    List<Source> sources = labels.sources(now.sources());
    Optional<Acted> closed = Drafting.closed(now.sources(), sources);
    if (closed.isPresent()) {
      return closed.get();
    }
    Verdict verdict = labels.judge(now.words());
    if (verdict.outcome() != Outcome.OPEN) {
      return Drafting.refusedWords(verdict);
    }
    Label whole = Labels.whole(verdict.label(), sources, now.contentless());
    Optional<Acted> refused = signing.refuse(now, whole);
    if (refused.isPresent()) {
      return refused.get();
    }
    Instant at = clock.instant();
    store.done(now, Bulletin.Step.SIGNED, BulletinState.REVIEWED, who.id(), at);
    store.sign(now.id(), store.nextIssue(desk.yearOf(at)), at);
    Bulletin signed = store.find(now.id()).orElseThrow();
    UUID release = signing.letOut(who, signed, whole, at);
    return steps.noted(
        LedgerEvent.Step.BULLETIN_SIGNED, who, now.id(), Map.of("release", release.toString()));
  }

  /**
   * Drafts the contentless notice (请回电值班室，件号…) for a bulletin that may not go out itself. It needs
   * review and signature like any other.
   */
  public Acted notice(Person who, UUID id) {
    Permissions.require(who, Act.DRAFT);
    return steps.act(
        () -> {
          Optional<Bulletin> of = store.find(id);
          if (of.isEmpty() || of.get().sources().isEmpty()) {
            return Acted.refused(Refusal.NOT_FOUND);
          }
          List<Source> sources = labels.sources(of.get().sources());
          String numbers = sources.stream().map(Source::spoken).collect(Collectors.joining("、"));
          String text = "请回电值班室，件号" + numbers + "。";
          Words words = new Words("请回电值班室", text, text);
          return drafting.draft(
              who, new Draft(words, of.get().sources(), of.get().recipients()), true);
        });
  }
}
