package org.sanwei.gateway.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sanwei.gateway.channel.reach.Checked;
import org.sanwei.gateway.channel.reach.Places;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tests whether channels, or outlets, answer: by a person's wish, and every few minutes by itself.
 * One test of a channel at a time; whoever waits for one waits five seconds at most.
 */
public final class ConnectionTests {
  /** How often every channel is tested without anybody's asking. */
  public static final Duration EVERY = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionTests.class);
  private static final Duration MOST = Duration.ofSeconds(5);

  private final String noun;
  private final Places places;
  private final ExecutorService threads;
  private final Faults faults;
  private final TransactionTemplate transaction;
  private final Ledger ledger;
  private final Clock clock;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Last> last = new ConcurrentHashMap<>();

  /** Of channels. The caller keeps the threads and shuts them down. */
  public ConnectionTests(
      Places places,
      ExecutorService threads,
      Faults faults,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    this("channel", places, threads, faults, transaction, ledger, clock);
  }

  /**
   * @param noun what the ledger calls the places
   */
  public ConnectionTests(
      String noun,
      Places places,
      ExecutorService threads,
      Faults faults,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    this.noun = noun;
    this.places = places;
    this.threads = threads;
    this.faults = faults;
    this.transaction = transaction;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What the newest test of a channel found. */
  record Last(Checked found, Instant at) {}

  /** What a person who asked is told. */
  sealed interface Answer {
    /** It was tested, or took too long. */
    record Done(Last last) implements Answer {}

    /** Another test of this channel has not ended. */
    record Running() implements Answer {}
  }

  /** Tests a channel because somebody asks, and writes that down. */
  Answer test(Person who, String channel) {
    Permissions.require(who, Act.TEST_CHANNELS);
    if (!places.names().contains(channel)) {
      throw new NotFound();
    }
    Optional<Last> found = test(channel);
    if (found.isEmpty()) {
      return new Answer.Running();
    }
    transaction.executeWithoutResult(
        status ->
            ledger.append(
                Step.CHANNEL_TESTED,
                who.actor(),
                null,
                null,
                null,
                Map.of(noun, channel, "result", found.get().found().code())));
    return new Answer.Done(found.get());
  }

  /**
   * Tests a channel now and lets nobody wait for it, so that it takes one thread and not two:
   * whoever looks through its source has found it failing, or well again.
   */
  public void soon(String channel) {
    if (!running.add(channel)) {
      return;
    }
    try {
      threads.execute(
          () -> {
            try {
              keep(channel, places.check(channel));
            } catch (RuntimeException e) {
              keep(channel, new Checked.Bad("test-failed", "", e.getClass().getSimpleName()));
            } finally {
              running.remove(channel);
            }
          });
    } catch (RejectedExecutionException e) {
      running.remove(channel);
      LOG.debug("no thread is free for a test; the next round is in five minutes");
    }
  }

  /** Tests every channel, one after the other. */
  public void testAll() {
    places.names().forEach(this::test);
  }

  /** The newest result, if there is one. */
  Optional<Last> last(String channel) {
    return Optional.ofNullable(last.get(channel));
  }

  /** Empty when a test of the channel is under way. */
  private Optional<Last> test(String channel) {
    if (!running.add(channel)) {
      return Optional.empty();
    }
    Future<Checked> testing;
    try {
      testing =
          threads.submit(
              () -> {
                try {
                  return places.check(channel);
                } finally {
                  running.remove(channel);
                }
              });
    } catch (RejectedExecutionException e) {
      running.remove(channel);
      return Optional.empty();
    }
    return Optional.of(keep(channel, await(testing)));
  }

  private Last keep(String channel, Checked checked) {
    Last found = new Last(checked, clock.instant());
    Last before = last.put(channel, found);
    boolean news = before == null || !before.found().code().equals(checked.code());
    if (news && !checked.good()) {
      faults.note(channel, checked.code(), checked.where());
    }
    return found;
  }

  private static Checked await(Future<Checked> testing) {
    try {
      return testing.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Checked.Bad("no-answer", "", "");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Checked.Bad("test-failed", "", cause.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Checked.Bad("test-failed", "", "interrupted");
    }
  }
}
