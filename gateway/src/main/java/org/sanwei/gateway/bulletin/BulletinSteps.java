package org.sanwei.gateway.bulletin;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sanwei.crypto.Commitment;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.transaction.support.TransactionTemplate;

/** How every step upon a bulletin is taken: one transaction, with its ledger event. */
final class BulletinSteps {
  private final BulletinStore store;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final BulletinEvents events;
  private final Clock clock;

  BulletinSteps(
      BulletinStore store,
      TransactionTemplate transaction,
      Ledger ledger,
      BulletinEvents events,
      Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  Acted noted(LedgerEvent.Step step, Person who, UUID id) {
    return noted(step, who, id, Map.of());
  }

  /** The step stands in the ledger, with what the bulletin is now. In a transaction. */
  Acted noted(LedgerEvent.Step step, Person who, UUID id, Map<String, String> more) {
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

  /** One step upon a bulletin that is still of this version. */
  Acted act(UUID id, int version, Function<Bulletin, Acted> step) {
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

  /** One step in a transaction of its own; screens are told when it was done. */
  Acted act(Supplier<Acted> step) {
    Acted acted = inTransaction(step);
    if (acted instanceof Acted.Done done) {
      events.changed(done.now().id());
    }
    return acted;
  }

  /** A person's act that changes the state alone. In a transaction. */
  Acted done(
      Person who, Bulletin now, Bulletin.Step act, BulletinState state, LedgerEvent.Step step) {
    store.done(now, act, state, who.id(), clock.instant());
    return noted(step, who, now.id(), Map.of("act", act.name()));
  }

  <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
