package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.slf4j.LoggerFactory;

/**
 * What {@code ./sanwei soak memory} runs: a gateway with a small heap takes very many messages on
 * every way in, as fast as it will, and one great body; then every one of them is looked for. Not
 * one of the ordinary tests.
 */
@Tag("soak")
@Tag("memory")
class FloodIT {
  private static final int MESSAGES = Integer.getInteger("sanwei.soak.messages", 100_000);
  private static final String HEAP = System.getProperty("sanwei.soak.heap", "256m");
  private static final int GREAT_BODY_BYTES = 200 * 1024 * 1024;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

  private final Clock clock = Clock.systemUTC();
  private final List<FloodFigures.Look> looks = new ArrayList<>();
  private long begun;

  @Test
  void aSmallHeapBearsAFloodAndAGreatBody() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    try (Counterparties others = Counterparties.start()) {
      Office office =
          Office.make("flood", Sensitivity.TOP_SECRET, others, Office::withOrdinaryEpochs);
      Path collections = office.root().resolve("gc.log");
      try (GatewayProcess gateway = new GatewayProcess(office)) {
        gateway.start(Gauge.options(HEAP, collections).toArray(String[]::new));
        office.equipOfficers();
        try (Gauge gauge = new Gauge(gateway.handle(), collections)) {
          FloodFigures figures = flood(office, others, gateway, gauge);
          System.out.println("soak: " + figures);
          Page.write("memory", figures.part());
          assertThat(figures.clean()).as("see docs/RELIABILITY.md").isTrue();
        }
      }
    }
  }

  private FloodFigures flood(
      Office office, Counterparties others, GatewayProcess gateway, Gauge gauge) throws Exception {
    System.out.printf("soak: %d messages, heap %s%n", MESSAGES, HEAP);
    Register register = new Register(office);
    begun = clock.millis();
    Duration taken;
    try (Flood flood = Flood.begin(office, others, MESSAGES)) {
      watch("taken", gateway, register, flood, () -> flood.over());
      taken = Duration.ofMillis(clock.millis() - begun);
      watch(
          "settled",
          gateway,
          register,
          flood,
          () -> {
            Register.Account now = register.account();
            return now.arrived() >= MESSAGES && now.waiting() == 0;
          });
      Duration settled = Duration.ofMillis(clock.millis() - begun);
      Reckoning reckoning = Reckoning.of(office, MESSAGES);
      Register.Account account = register.account();
      String body = greatBody(office, register, gateway);
      return new FloodFigures(
          Machine.here(),
          clock.instant().atZone(ZoneOffset.UTC).toLocalDate(),
          HEAP,
          flood.shares(),
          taken,
          settled,
          flood.toldToWait(),
          flood.unanswered(),
          reckoning,
          account,
          gauge.heap(),
          gauge.peakMegabytes(),
          gauge.peakOfAllMegabytes(),
          body,
          looks);
    }
  }

  private interface Done {
    boolean done() throws Exception;
  }

  /** Looks on until it is done; a gateway that ended, or gets no further, ends the run. */
  private void watch(String what, GatewayProcess gateway, Register register, Flood flood, Done done)
      throws Exception {
    long last = -1;
    long since = clock.millis();
    while (!done.done()) {
      if (!gateway.alive()) {
        throw new AssertionError("the gateway ended before all was " + what);
      }
      long booked = register.account().arrived();
      FloodFigures.Look look =
          new FloodFigures.Look(
              Duration.ofMillis(clock.millis() - begun), flood.accepted(), booked);
      looks.add(look);
      System.out.println("soak: " + look);
      if (booked + flood.accepted() != last) {
        last = booked + flood.accepted();
        since = clock.millis();
      }
      if (clock.millis() - since > LONGEST_STANDSTILL.toMillis()) {
        throw new AssertionError("nothing moved any more before all was " + what);
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  /** Posts it and says what became of it. */
  private String greatBody(Office office, Register register, GatewayProcess gateway)
      throws IOException {
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    long begin = clock.millis();
    Answer answer;
    try {
      answer =
          Integrator.network(office, office.web())
              .post("intranet", () -> new Repeated(block, GREAT_BODY_BYTES), GREAT_BODY_BYTES);
    } catch (IOException e) {
      return "no answer (" + e.getClass().getSimpleName() + ")";
    }
    String said = "HTTP " + answer.status() + " " + answer.code();
    double seconds = (clock.millis() - begin) / 1000.0;
    if (answer.status() != 202) {
      return said.strip();
    }
    Await.until(
        "the great body is judged", () -> !gateway.alive() || register.settled(answer.id()));
    return "%s in %.1f s, %s in %.1f s"
        .formatted(
            said.strip(),
            seconds,
            register.standing(answer.id()).orElseThrow().outcome(),
            (clock.millis() - begin) / 1000.0);
  }
}
