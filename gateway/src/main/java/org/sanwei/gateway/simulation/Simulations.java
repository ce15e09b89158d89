package org.sanwei.gateway.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.Change;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.config.prove.Simulation;
import org.sanwei.gateway.desk.StoredTexts;
import org.sanwei.gateway.desk.StoredTexts.Stored;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.simulation.Run.State;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges the open items of the last days under a candidate policy, one simulation at a time, and
 * keeps the last few results in memory: a restart forgets them. Each is written down before its
 * candidate is read, and there is a most for a day: what a candidate finds is a way to ask what
 * others wrote. Safe from many threads.
 */
public final class Simulations {
  /** The most that may be started in 24 hours. */
  public static final int MOST_A_DAY = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);
  private static final int KEPT = 8;
  private static final int PAGE_ITEMS = 200;
  private static final Duration DAY = Duration.ofDays(1);

  private final StoredTexts texts;
  private final Supplier<Policy> inForce;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final ExecutorService thread;
  private final Map<UUID, Run> runs = new LinkedHashMap<>();
  private @Nullable UUID running;
  private @Nullable UUID cancelled;

  /**
   * @param inForce the policy that judges at the moment
   * @param thread runs one task at a time
   */
  public Simulations(
      StoredTexts texts,
      Supplier<Policy> inForce,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock,
      Supplier<UUID> ids,
      ExecutorService thread) {
    this.texts = texts;
    this.inForce = inForce;
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
    this.ids = ids;
    this.thread = thread;
  }

  /** Says whether this person may simulate, before anything they sent is looked at. */
  public void require(Person who) {
    Permissions.require(who, Act.SIMULATE_POLICY);
  }

  /**
   * Starts one, if none runs and the candidate can be read. It is read by whoever has the turn, and
   * counts for the day even when it cannot be read: reading is what a hostile one would make dear.
   */
  Started start(Person who, Candidate candidate) {
    require(who);
    PolicyFiles files = PolicyFiles.of(candidate.files());
    UUID id = ids.get();
    Instant now = clock.instant();
    Policy before = inForce.get();
    Started refused = turn(who, id, now, before, files, candidate.days());
    if (refused != null) {
      return refused;
    }
    boolean begun = false;
    try {
      Loading<Policy> loading = PolicyLoader.load(files);
      if (!(loading instanceof Loading.Loaded<Policy> loaded)) {
        return new Started.Unreadable(loading.problems());
      }
      Run run = begin(id, now, before, loaded.value(), candidate.days());
      begun = true;
      return new Started.Accepted(run);
    } catch (RejectedExecutionException e) {
      return new Started.Busy();
    } finally {
      if (!begun) {
        over(id);
      }
    }
  }

  /** Takes the turn and writes it down; else says why not. */
  private synchronized @Nullable Started turn(
      Person who, UUID id, Instant now, Policy before, PolicyFiles files, int days) {
    if (running != null) {
      return new Started.Busy();
    }
    if (ledger.count(Step.POLICY_SIMULATED, now.minus(DAY)) >= MOST_A_DAY) {
      return new Started.Enough(MOST_A_DAY);
    }
    Map<String, String> facts =
        Map.of(
            "candidate", files.digest(),
            "days", Integer.toString(days),
            "files", Integer.toString(files.yaml().size()));
    transaction.executeWithoutResult(
        status ->
            ledger.append(Step.POLICY_SIMULATED, who.actor(), null, null, before.digest(), facts));
    running = id;
    return null;
  }

  private synchronized Run begin(UUID id, Instant now, Policy before, Policy candidate, int days) {
    Run run =
        new Run(
            id,
            now,
            days,
            candidate.digest(),
            before.digest(),
            State.RUNNING,
            0,
            0,
            null,
            null,
            List.of());
    thread.execute(() -> run(id, before, candidate, now.minus(Duration.ofDays(days))));
    runs.put(id, run);
    while (runs.size() > KEPT) {
      runs.remove(runs.keySet().iterator().next());
    }
    return run;
  }

  /** How one stands; empty when it is not known, any more or at all. */
  public synchronized Optional<Run> find(Person who, UUID id) {
    require(who);
    return Optional.ofNullable(runs.get(id));
  }

  /** Those kept, the latest first. */
  public synchronized List<Run> all(Person who) {
    require(who);
    List<Run> all = new ArrayList<>(runs.values());
    Collections.reverse(all);
    return all;
  }

  /** Ends one soon. */
  public synchronized void cancel(Person who, UUID id) {
    require(who);
    if (id.equals(running)) {
      cancelled = id;
    }
  }

  private synchronized boolean goesOn(UUID id) {
    return !id.equals(cancelled);
  }

  private synchronized void put(UUID id, UnaryOperator<Run> change) {
    runs.computeIfPresent(id, (key, run) -> change.apply(run));
  }

  /** Whatever became of it, the next may begin. */
  private synchronized void over(UUID id) {
    put(id, run -> run.ended() ? run : run.ended(State.FAILED));
    running = null;
    cancelled = null;
  }

  private void run(UUID id, Policy before, Policy candidate, Instant from) {
    try {
      PolicyDifference difference = PolicyDifference.between(before, candidate);
      long total = texts.count(from);
      put(id, run -> run.with(difference).at(0, total));
      Simulation simulation = new Simulation(before, candidate, 0);
      if (!through(id, simulation, from, total)) {
        put(id, run -> run.ended(State.CANCELLED));
        return;
      }
      Simulation.Report report = simulation.report();
      List<Run.Cards> cards = cards(difference, from);
      put(id, run -> run.done(report, cards));
    } catch (RuntimeException e) {
      // Neither its message nor its stack: both may hold what an item says.
      LOG.warn("simulation {} failed: {}", id, e.getClass().getName());
    } finally {
      over(id);
    }
  }

  /** False when it was cancelled. */
  private boolean through(UUID id, Simulation simulation, Instant from, long total) {
    long judged = 0;
    Stored last = null;
    List<Stored> page = texts.page(from, null, PAGE_ITEMS);
    while (!page.isEmpty()) {
      for (Stored item : page) {
        if (!goesOn(id) || Thread.currentThread().isInterrupted()) {
          return false;
        }
        List<Part> parts = texts.parts(item.id());
        if (!parts.isEmpty()) {
          simulation.add(
              "",
              new Content(parts, List.of()),
              new Arrival(item.channel(), item.sender(), item.receivedAt()));
        }
        judged++;
        last = item;
      }
      long sofar = judged;
      put(id, run -> run.at(sofar, Math.max(sofar, total)));
      page = texts.page(from, last, PAGE_ITEMS);
    }
    return true;
  }

  /** Of every rule that is loosened, however few its cards are. */
  private List<Run.Cards> cards(PolicyDifference difference, Instant from) {
    Map<String, Long> counts = texts.cardsByRule(from);
    List<Run.Cards> cards = new ArrayList<>();
    for (Change change : difference.changes()) {
      if (change.subject() == Change.Subject.RULE && change.direction().loosens()) {
        cards.add(
            new Run.Cards(
                change.name(),
                change.kind().word(),
                change.direction().word(),
                Coarse.of(counts.getOrDefault(change.name(), 0L))));
      }
    }
    return cards;
  }
}
