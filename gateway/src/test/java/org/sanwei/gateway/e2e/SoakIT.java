package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.e2e.Round.Kill;
import org.slf4j.LoggerFactory;

/**
 * What {@code ./sanwei soak} runs: many rounds of {@link Siege}, a line for each, and the page of
 * their figures. Not one of the ordinary tests.
 */
@Tag("soak")
@Tag("rounds")
class SoakIT {
  private static final long SEED = Long.getLong("sanwei.seed", new SecureRandom().nextLong());
  private static final int ROUNDS = Integer.getInteger("sanwei.soak.rounds", 200);

  /** Then a new office begins, so that looking at everything does not take longer and longer. */
  private static final int ROUNDS_OF_AN_OFFICE = 20;

  /** At once: most of a round is waiting, for files to be quiet and for a gateway to start. */
  private static final int OFFICES = 2;

  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger begun = new AtomicInteger();
  private final List<Round> rounds = new ArrayList<>();
  private final List<String> atTheEnd = new ArrayList<>();
  private final Map<Way, Long> byWay = new EnumMap<>(Way.class);
  private Answers.Tally answers = new Answers.Tally(0, 0, 0);

  @Test
  void nothingIsLostDoubledOrLeakedHoweverOftenItIsKilled() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    System.out.printf("soak: %d rounds, seed %d%n", ROUNDS, SEED);
    long from = clock.millis();

    ExecutorService offices = Executors.newFixedThreadPool(OFFICES);
    try {
      List<Future<Integer>> works = new ArrayList<>();
      int each = Math.min(ROUNDS_OF_AN_OFFICE, (ROUNDS + OFFICES - 1) / OFFICES);
      for (int first = 1; first <= ROUNDS; first += each) {
        int office = first;
        int most = Math.min(each, ROUNDS - first + 1);
        works.add(offices.submit(() -> liveThrough(office, most)));
      }
      for (Future<Integer> work : works) {
        assertThat(work.get()).isPositive();
      }
    } finally {
      // What one of them threw ends the other: nothing is left running behind a test.
      offices.shutdownNow();
    }

    double minutes = Duration.ofMillis(clock.millis() - from).toSeconds() / 60.0;
    LocalDate date = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    Reliability figures =
        new Reliability(
            Machine.here(), date, SEED, minutes, byWay, List.copyOf(rounds), atTheEnd, answers);
    Page.write("rounds", figures.part());
    System.out.println("soak: the figures are in docs/RELIABILITY.md");
    assertThat(figures.clean()).as("every round, see docs/RELIABILITY.md").isTrue();
  }

  /** So many rounds, of one office after the other; decided by the seed and the number alone. */
  private int liveThrough(int first, int most) throws Exception {
    Random random = new Random(SEED + first);
    int done = 0;
    while (done < most) {
      done += liveThrough("soak-" + first + "-" + done, random, most - done);
    }
    return done;
  }

  /** One office's rounds; after one with a fault the next office begins. */
  private int liveThrough(String name, Random random, int most) throws Exception {
    try (Siege siege = Siege.of(name, random)) {
      boolean clean = true;
      int done = 0;
      while (done < most && clean) {
        int number = begun.incrementAndGet();
        Round round = siege.round(number, Kill.inTurn(random.nextInt(Kill.values().length)));
        System.out.println("soak: " + round);
        book(round);
        done++;
        clean = round.clean();
      }
      List<String> faults = new ArrayList<>();
      if (clean) {
        siege.untilHalvesAreHeld();
        faults.addAll(siege.faultsAtRest());
      }
      book(siege, faults);
      return done;
    }
  }

  private synchronized void book(Round round) {
    rounds.add(round);
  }

  private synchronized void book(Siege siege, List<String> faults) {
    atTheEnd.addAll(faults);
    answers = answers.plus(siege.inventory.answers());
    for (Sent sent : siege.traffic.all()) {
      byWay.merge(sent.way, 1L, Long::sum);
    }
  }
}
