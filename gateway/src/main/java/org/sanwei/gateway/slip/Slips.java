package org.sanwei.gateway.slip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.crypto.key.ErasableKeys;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.intake.HandIntake;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.message.SlipBody;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.read.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people do with slips. Every call names the person, throws {@link
 * org.sanwei.gateway.people.Forbidden} when their post does not allow it, and touches slips of that
 * person only. What is typed is judged before it is kept; what is not OPEN is not kept, and the key
 * of what was kept before is destroyed. A slip is handed in exactly when the register, or the
 * broker on the way to it, has the arrival that its author and id give: so a crash at any step
 * leaves it either open or handed in. Safe from many threads. ADR 0019.
 */
public final class Slips {
  private static final Logger LOG = LoggerFactory.getLogger(Slips.class);

  private final SlipStore store;
  private final TransactionTemplate transaction;
  private final SlipVault vault;
  private final SlipSweep sweep;
  private final SlipWords words;
  private final Ledger ledger;
  private final Clock clock;
  private final @Nullable HandIntake hand;
  private final SlipRules rules;
  private final RefusedSlips refused = new RefusedSlips();

  /**
   * @param hand null for an office without such a channel: then there are no slips
   */
  public Slips(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ErasableKeys keys,
      Reader reader,
      WordsJudge judge,
      Ledger ledger,
      Clock clock,
      String unit,
      @Nullable HandIntake hand,
      SlipRules rules) {
    this.store = new SlipStore(jdbc, unit);
    this.transaction = transaction;
    this.vault = new SlipVault(keys);
    this.sweep = new SlipSweep(store, transaction, vault, ledger, clock, hand, rules);
    this.words = new SlipWords(reader, judge, unit, clock);
    this.ledger = ledger;
    this.clock = clock;
    this.hand = hand;
    this.rules = rules;
  }

  /** How long one is kept, and how many a person may have. */
  public SlipRules rules() {
    return rules;
  }

  /** Returns when this person may take things down here. */
  public void require(Person who) {
    door(who);
  }

  /** The arrival that this slip of the person's is, or will be. */
  public ArrivalId itemOf(Person who, UUID id) {
    return door(who).idOf(who.id(), id);
  }

  /** The person's own slips, the last changed first; empty when the database does not answer. */
  public Optional<List<Slip>> list(Person who) {
    HandIntake in = door(who);
    try {
      return Optional.of(inTransaction(() -> listed(in, who.id())));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("slips were not listed ({})", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private List<Slip> listed(HandIntake in, UUID person) {
    List<SlipStore.Kept> rows = store.of(person);
    Set<ArrivalId> handedIn =
        store.registered(rows.stream().map(row -> in.idOf(person, row.id())).toList());
    List<Slip> slips = new ArrayList<>();
    for (SlipStore.Kept row : rows) {
      try {
        Optional<SlipBody> body =
            handedIn.contains(in.idOf(person, row.id())) ? Optional.empty() : vault.open(row);
        if (body.isPresent()) {
          slips.add(new Slip(row.id(), row.version(), row.changedAt(), body.get()));
        } else {
          // Handed in before a crash, or its key is gone: there is nothing to show any more.
          vault.destroy(person, row.id());
          store.delete(person, row.id());
        }
      } catch (UncheckedIOException e) {
        LOG.warn("a slip does not open now, and stays ({})", e.getClass().getSimpleName());
      }
    }
    return slips;
  }

  /**
   * Keeps a slip as it is now, if its words may be kept. {@code seen} is the version that the page
   * has, 0 for one that was never kept.
   */
  public Saved save(Person who, UUID id, int seen, SlipBody body) {
    HandIntake in = door(who);
    if (!body.fits()) {
      return new Saved.NotText();
    }
    if (!body.blank()) {
      Verdict verdict = words.judge(in, who.id(), id, body);
      if (verdict.outcome() != Outcome.OPEN) {
        refuse(who, id, verdict);
        return new Saved.NotStorable(verdict.rules());
      }
    }
    try {
      return body.blank() ? emptied(who.id(), id) : kept(in, who.id(), id, seen, body);
    } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
      LOG.warn("a slip was not kept ({})", e.getClass().getSimpleName());
      return new Saved.Unavailable();
    }
  }

  private Saved emptied(UUID person, UUID id) {
    vault.destroy(person, id);
    inTransaction(() -> store.delete(person, id));
    return new Saved.Done(0, clock.instant());
  }

  private Saved kept(HandIntake in, UUID person, UUID id, int seen, SlipBody body)
      throws IOException {
    byte[] sealed = vault.seal(person, id, body);
    Saved saved =
        inTransaction(
            () -> {
              store.lock(person);
              ArrivalId item = in.idOf(person, id);
              if (!store.registered(List.of(item)).isEmpty()) {
                store.delete(person, id);
                return new Saved.HandedIn(item);
              }
              return put(person, id, seen, body, sealed);
            });
    if (saved instanceof Saved.HandedIn || saved instanceof Saved.TooMany) {
      vault.destroy(person, id);
    }
    return saved;
  }

  private Saved put(UUID person, UUID id, int seen, SlipBody body, byte[] sealed) {
    // A row whose key was destroyed is no row any more.
    Optional<SlipStore.Kept> row =
        store.find(person, id).filter(kept -> vault.open(kept).isPresent());
    int version = row.map(SlipStore.Kept::version).orElse(0);
    if (version != seen) {
      boolean repeated =
          row.isPresent()
              && version == seen + 1
              && vault.open(row.get()).orElseThrow().equals(body);
      return repeated ? new Saved.Done(version, row.get().changedAt()) : new Saved.Stale(version);
    }
    if (row.isEmpty() && store.others(person, id) >= rules.open()) {
      return new Saved.TooMany(rules.open());
    }
    Instant now = clock.instant();
    store.put(new SlipStore.Kept(person, id, version + 1, sealed, now));
    return new Saved.Done(version + 1, now);
  }

  /** Throws a slip away. One that is not there is done already. */
  public boolean discard(Person who, UUID id) {
    door(who);
    vault.destroy(who.id(), id);
    try {
      inTransaction(() -> sweep.thrownAway(who.actor(), who.id(), id, "discarded"));
      return true;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("a slip's row was not deleted; its key is gone ({})", e.getClass().getSimpleName());
      return false;
    }
  }

  /**
   * Hands a slip in (登记): whatever it says, it is sealed as it is, judged, and goes its way like
   * any arrival. The same slip again is the same arrival.
   */
  public Entered enter(Person who, UUID id, SlipBody body) {
    HandIntake in = door(who);
    if (!body.fits()) {
      return new Entered.NotText();
    }
    if (body.blank()) {
      return new Entered.Empty();
    }
    ArrivalId item = in.idOf(who.id(), id);
    Optional<Boolean> known = known(item);
    if (known.isEmpty() || !known.get()) {
      try {
        in.accept(who.actor(), who.id(), id, body);
      } catch (BrokerUnavailable | UncheckedIOException e) {
        LOG.warn("a slip was not taken ({})", e.getClass().getSimpleName());
        return new Entered.Later();
      }
    }
    vault.destroy(who.id(), id);
    // Without a database the row waits for the sweep; there is no key to it any more.
    known.ifPresent(answered -> dropRow(who.id(), id));
    return new Entered.Taken(item, known.orElse(false));
  }

  /** Empty when the database does not answer: what came by telephone does not wait for it. */
  private Optional<Boolean> known(ArrivalId item) {
    try {
      return Optional.of(!inTransaction(() -> store.registered(List.of(item))).isEmpty());
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("the register was not asked about a slip ({})", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private void dropRow(UUID person, UUID id) {
    try {
      inTransaction(() -> store.delete(person, id));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("a slip's row waits for the sweep ({})", e.getClass().getSimpleName());
    }
  }

  /** One round of {@link SlipSweep}; never throws. */
  public void sweep() {
    sweep.round();
  }

  private void refuse(Person who, UUID id, Verdict verdict) {
    // The key first: from here on nothing opens what was kept, whatever becomes of the row.
    vault.destroy(who.id(), id);
    try {
      inTransaction(
          () -> {
            boolean deleted = store.delete(who.id(), id);
            boolean first = refused.first(who.id(), id);
            if (first || deleted) {
              ledger.append(
                  Step.SLIP_REFUSED,
                  who.actor(),
                  null,
                  null,
                  verdict.policy(),
                  Map.of("slip", id.toString(), "rules", String.join(",", verdict.rules())));
            }
            return deleted;
          });
    } catch (DataAccessException | TransactionException e) {
      refused.forget(who.id(), id);
      LOG.warn("a refused slip's row waits for the sweep ({})", e.getClass().getSimpleName());
    }
  }

  private HandIntake door(Person who) {
    Permissions.require(who, Act.TAKE_DOWN);
    HandIntake in = hand;
    if (in == null) {
      throw new NotFound();
    }
    return in;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
