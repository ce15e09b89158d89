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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.e2e.Round.Kill;
import org.sanwei.gateway.e2e.Traffic.Sent;
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

  private final Clock clock = Clock.systemUTC();
  private final Random random = new Random(SEED);
  private final List<Round> rounds = new ArrayList<>();
  private final List<String> atTheEnd = new ArrayList<>();
  private final Map<Way, Long> byWay = new EnumMap<>(Way.class);
  private Answers.Tally answers = new Answers.Tally(0, 0, 0);

  @Test
  void nothingIsLostDoubledOrLeakedHoweverOftenItIsKilled() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    System.out.printf("soak: %d rounds, seed %d%n", ROUNDS, SEED);
    long begun = clock.millis();

    while (rounds.size() < ROUNDS) {
      liveThrough(Math.min(ROUNDS_OF_AN_OFFICE, ROUNDS - rounds.size()));
    }

    double minutes = Duration.ofMillis(clock.millis() - begun).toSeconds() / 60.0;
    LocalDate date = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    Reliability figures =
        new Reliability(
            Machine.here(), date, SEED, minutes, byWay, List.copyOf(rounds), atTheEnd, answers);
    Page.write("rounds", figures.part());
    System.out.println("soak: the figures are in docs/RELIABILITY.md");
    assertThat(figures.clean()).as("every round, see docs/RELIABILITY.md").isTrue();
  }

  /** One office's rounds; after one with a fault the next office begins. */
  private void liveThrough(int most) throws Exception {
    try (Siege siege = Siege.of("soak", random)) {
      boolean clean = true;
      for (int i = 0; i < most && clean; i++) {
        int number = rounds.size() + 1;
        Round round = siege.round(number, Kill.inTurn(random.nextInt(Kill.values().length)));
        rounds.add(round);
        System.out.println("soak: " + round);
        clean = round.clean();
      }
      if (clean) {
        siege.untilHalvesAreHeld();
        atTheEnd.addAll(siege.faultsAtRest());
      }
      answers = answers.plus(siege.inventory.answers());
      for (Sent sent : siege.traffic.all()) {
        byWay.merge(sent.way, 1L, Long::sum);
      }
    }
  }
}
