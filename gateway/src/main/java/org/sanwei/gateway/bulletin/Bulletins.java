package org.sanwei.gateway.bulletin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Commitment;
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
  private final RecipientBook book;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final BulletinEvents events;
  private final BulletinRules rules;
  private final DeskSettings desk;
  private final Clock clock;
  private final SecureRandom random;

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
    this.book = book;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.rules = rules;
    this.desk = desk;
    this.clock = clock;
    this.random = random;
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
    return inTransaction(() -> store.list(limit));
  }

  /** One bulletin. */
  public Optional<Bulletin> find(Person who, UUID id) {
    Permissions.require(who, Act.READ_BULLETINS);
    return inTransaction(() -> store.find(id));
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
    return act(() -> drafted(who, draft, false));
  }

  private Acted drafted(Person who, Draft draft, boolean contentless) {
    if (!draft.words().storable()) {
      return Acted.refused(Refusal.NOT_TEXT);
    }
    List<Source> sources = labels.sources(draft.sources());
    Optional<Acted> closed = closed(draft.sources(), sources);
    if (closed.isPresent()) {
      return closed.get();
    }
    Verdict verdict = labels.judge(draft.words());
    Label whole = Labels.whole(verdict.label(), sources, contentless);
    if (!mayStand(verdict, whole)) {
      return refusedWords(verdict);
    }
    byte[] salt = new byte[Commitment.SALT_SIZE_BYTES];
    random.nextBytes(salt);
    UUID id =
        store.insert(
            new BulletinStore.Judged(draft.words(), verdict, whole),
            contentless,
            who.id(),
            salt,
            clock.instant());
    store.sources(id, draft.sources());
    store.recipients(id, known(draft.recipients()));
    store.writer(id, who.id());
    return noted(LedgerEvent.Step.BULLETIN_DRAFTED, who, id);
  }

  /** Changes words or recipients of a bulletin that is not signed; it is a draft again after. */
  public Acted edit(Person who, UUID id, int version, Words words, List<UUID> recipients) {
    Permissions.require(who, Act.DRAFT);
    return act(
        id,
        version,
        now -> {
          if (now.state() == BulletinState.SIGNED) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          if (now.contentless() && !words.equals(now.words())) {
            return Acted.refused(Refusal.FIXED_WORDS);
          }
          return edited(who, now, words, recipients);
        });
  }

  private Acted edited(Person who, Bulletin now, Words words, List<UUID> recipients) {
    if (!words.storable()) {
      return Acted.refused(Refusal.NOT_TEXT);
    }
    List<Source> sources = labels.sources(now.sources());
    Optional<Acted> closed = now.contentless() ? Optional.empty() : closed(now.sources(), sources);
    if (closed.isPresent()) {
      return closed.get();
    }
    Verdict verdict = labels.judge(words);
    Label whole = Labels.whole(verdict.label(), sources, now.contentless());
    if (!mayStand(verdict, whole)) {
      return refusedWords(verdict);
    }
    store.update(now.id(), new BulletinStore.Judged(words, verdict, whole), clock.instant());
    store.recipients(now.id(), known(recipients));
    store.writer(now.id(), who.id());
    return noted(LedgerEvent.Step.BULLETIN_EDITED, who, now.id());
  }

  /** 送审: hands a draft over to 保密审查. */
  public Acted submit(Person who, UUID id, int version) {
    Permissions.require(who, Act.DRAFT);
    return act(
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
          return done(
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
    return act(
        id,
        version,
        now -> {
          if (now.state() != BulletinState.IN_REVIEW) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          if (now.writers().contains(who.id())) {
            return Acted.refused(Refusal.SAME_PERSON);
          }
          return done(
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
    return act(
        id,
        version,
        now -> {
          if (now.state() != BulletinState.IN_REVIEW && now.state() != BulletinState.REVIEWED) {
            return Acted.refused(Refusal.WRONG_STATE);
          }
          return done(
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
    return act(
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
    Optional<Acted> closed = closed(now.sources(), sources);
    if (closed.isPresent()) {
      return closed.get();
    }
    Verdict verdict = labels.judge(now.words());
    if (verdict.outcome() != Outcome.OPEN) {
      return refusedWords(verdict);
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
    return noted(
        LedgerEvent.Step.BULLETIN_SIGNED, who, now.id(), Map.of("release", release.toString()));
  }

  /**
   * Drafts the contentless notice (请回电值班室，件号…) for a bulletin that may not go out itself. It needs
   * review and signature like any other.
   */
  public Acted notice(Person who, UUID id) {
    Permissions.require(who, Act.DRAFT);
    return act(
        () -> {
          Optional<Bulletin> of = store.find(id);
          if (of.isEmpty() || of.get().sources().isEmpty()) {
            return Acted.refused(Refusal.NOT_FOUND);
          }
          List<Source> sources = labels.sources(of.get().sources());
          String numbers = sources.stream().map(Source::spoken).collect(Collectors.joining("、"));
          String text = "请回电值班室，件号" + numbers + "。";
          Words words = new Words("请回电值班室", text, text);
          return drafted(who, new Draft(words, of.get().sources(), of.get().recipients()), true);
        });
  }

  private Acted done(
      Person who, Bulletin now, Bulletin.Step act, BulletinState state, LedgerEvent.Step step) {
    store.done(now, act, state, who.id(), clock.instant());
    return noted(step, who, now.id(), Map.of("act", act.name()));
  }

  private static boolean mayStand(Verdict verdict, Label whole) {
    return verdict.outcome() == Outcome.OPEN && !whole.sensitivity().classified();
  }

  private static Acted refusedWords(Verdict verdict) {
    return new Acted.Refused(Refusal.NOT_STORABLE, verdict.rules(), List.of());
  }

  private static Optional<Acted> closed(List<ArrivalId> asked, List<Source> found) {
    boolean allOpen = found.stream().allMatch(Source::open);
    return allOpen && found.size() == asked.size()
        ? Optional.empty()
        : Optional.of(
            new Acted.Refused(
                Refusal.SOURCE_NOT_OPEN,
                found.stream().filter(s -> !s.open()).map(Source::spoken).toList(),
                List.of()));
  }

  private List<UUID> known(List<UUID> recipients) {
    return book.these(recipients).stream().map(RecipientBook.Leader::id).toList();
  }

  private Acted noted(LedgerEvent.Step step, Person who, UUID id) {
    return noted(step, who, id, Map.of());
  }

  private Acted noted(LedgerEvent.Step step, Person who, UUID id, Map<String, String> more) {
    Bulletin now = store.find(id).orElseThrow();
    Map<String, String> facts = new LinkedHashMap<>(more);
    facts.put("bulletin", id.toString());
    facts.put("version", Integer.toString(now.version()));
    facts.put("state", now.state().name());
    if (!now.sources().isEmpty()) {
      facts.put(
          "sources", now.sources().stream().map(ArrivalId::hex).collect(Collectors.joining(",")));
    }
    if (now.issue() != null) {
      facts.put("issue", now.issue().year() + "-" + now.issue().number());
    }
    String commitment =
        Commitment.commit(store.salt(id), now.words().bound().getBytes(StandardCharsets.UTF_8));
    ArrivalId only = now.sources().size() == 1 ? now.sources().get(0) : null;
    ledger.append(step, who.actor(), only, commitment, now.policy(), facts);
    return new Acted.Done(now);
  }

  private Acted act(UUID id, int version, Function<Bulletin, Acted> step) {
    return act(
        () -> {
          Optional<Bulletin> now = store.locked(id);
          if (now.isEmpty()) {
            return Acted.refused(Refusal.NOT_FOUND);
          }
          return now.get().version() == version
              ? step.apply(now.get())
              : Acted.refused(Refusal.STALE_VERSION);
        });
  }

  private Acted act(Supplier<Acted> step) {
    Acted acted = inTransaction(step);
    if (acted instanceof Acted.Done done) {
      events.changed(done.now().id());
    }
    return acted;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
