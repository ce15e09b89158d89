package org.sanwei.gateway.bulletin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.crypto.Commitment;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;

/**
 * Words of bulletins on their way into the store: judged first, together with the items they come
 * from; what may not stand leaves no trace. Works in the caller's transaction.
 */
final class Drafting {
  private final BulletinStore store;
  private final Labels labels;
  private final RecipientBook book;
  private final BulletinSteps steps;
  private final Clock clock;
  private final SecureRandom random;

  Drafting(
      BulletinStore store,
      Labels labels,
      RecipientBook book,
      BulletinSteps steps,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.labels = labels;
    this.book = book;
    this.steps = steps;
    this.clock = clock;
    this.random = random;
  }

  /** Stores a new draft, or says why not. */
  Acted draft(Person who, Bulletins.Draft draft, boolean contentless) {
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
    return steps.noted(LedgerEvent.Step.BULLETIN_DRAFTED, who, id);
  }

  /** Stores other words and recipients of one that is not signed. */
  Acted edit(Person who, Bulletin now, Words words, List<UUID> recipients) {
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
    return steps.noted(LedgerEvent.Step.BULLETIN_EDITED, who, now.id());
  }

  private static boolean mayStand(Verdict verdict, Label whole) {
    return verdict.outcome() == Outcome.OPEN && !whole.sensitivity().classified();
  }

  /** Words that may not be stored: by which rules. */
  static Acted refusedWords(Verdict verdict) {
    return new Acted.Refused(Refusal.NOT_STORABLE, verdict.rules(), List.of());
  }

  /** A refusal unless every one of these items is there and open. */
  static Optional<Acted> closed(List<ArrivalId> asked, List<Source> found) {
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
}
