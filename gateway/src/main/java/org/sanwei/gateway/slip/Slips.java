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
 * broker on the way to it, has an arrival that it was written down to become: so a crash at any
 * step leaves it either open or handed in. With other words it is another arrival: nothing that was
 * handed in is lost. Safe from many threads. ADR 0019.
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
    this.sweep = new SlipSweep(store, transaction, vault, ledger, clock, rules);
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

  /** The arrival that this slip of the person's last became, or was about to; empty before. */
  public Optional<ArrivalId> itemOf(Person who, UUID id) {
    door(who);
    return store.entered(who.id(), id);
  }

  /** The person's own slips, the last changed first; empty when the database does not answer. */
  public Optional<List<Slip>> list(Person who) {
    door(who);
    try {
      return Optional.of(inTransaction(() -> listed(who.id())));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("slips were not listed ({})", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private List<Slip> listed(UUID person) {
    store.lock(person);
    List<Slip> slips = new ArrayList<>();
    for (SlipStore.Kept row : store.of(person)) {
      try {
        Optional<SlipBody> body =
            store.handedIn(person, row.id()).isPresent() ? Optional.empty() : vault.open(row);
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
      return inTransaction(
          () -> {
            store.lock(who.id());
            return body.blank() ? emptied(who.id(), id, seen) : kept(who.id(), id, seen, body);
          });
    } catch (UncheckedIOException | DataAccessException | TransactionException e) {
      LOG.warn("a slip was not kept ({})", e.getClass().getSimpleName());
      return new Saved.Unavailable();
    }
  }

  private Saved emptied(UUID person, UUID id, int seen) {
    Optional<SlipStore.Kept> row = row(person, id);
    if (row.isPresent() && row.get().version() != seen) {
      return new Saved.Stale(row.get().version());
    }
    vault.destroy(person, id);
    store.delete(person, id);
    return new Saved.Done(0, clock.instant());
  }

  private Saved kept(UUID person, UUID id, int seen, SlipBody body) {
    Optional<ArrivalId> item = store.handedIn(person, id);
    if (item.isPresent()) {
      vault.destroy(person, id);
      store.delete(person, id);
      return new Saved.HandedIn(item.get());
    }
    Optional<SlipStore.Kept> row = row(person, id);
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
    return put(person, id, version + 1, body);
  }

  /** A row whose key was destroyed is no row any more. */
  private Optional<SlipStore.Kept> row(UUID person, UUID id) {
    return store.find(person, id).filter(kept -> vault.open(kept).isPresent());
  }

  /** The key is made here and not before: what is refused makes none. */
  private Saved put(UUID person, UUID id, int version, SlipBody body) {
    Instant now = clock.instant();
    try {
      byte[] sealed = vault.seal(person, id, body);
      store.put(new SlipStore.Kept(person, id, version, sealed, now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      if (version == 1) {
        vault.destroy(person, id);
      }
      throw e;
    }
    return new Saved.Done(version, now);
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
   * any arrival. The same slip again is the same arrival; with other words it is another.
   */
  public Entered enter(Person who, UUID id, SlipBody body) {
    HandIntake in = door(who);
    if (!body.fits()) {
      return new Entered.NotText();
    }
    if (body.blank()) {
      return new Entered.Empty();
    }
    ArrivalId item = in.idOf(who.id(), id, body);
    Optional<Boolean> known = known(who.id(), id, item);
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

  /**
   * Whether the register has it; if not, it is written down that it comes. Empty when the database
   * does not answer: what came by telephone does not wait for it.
   */
  private Optional<Boolean> known(UUID person, UUID id, ArrivalId item) {
    try {
      return Optional.of(
          inTransaction(
              () -> {
                store.entering(person, id, item, clock.instant());
                return store.registered(item);
              }));
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
