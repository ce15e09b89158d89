package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.bench.Machine;
import org.slf4j.LoggerFactory;

/**
 * What {@code ./sanwei soak mailbox} runs: the first day of a gateway with a small heap before a
 * mailbox that is full of old mail, with new mail coming meanwhile and one {@code kill -9} in the
 * middle. Not one of the ordinary tests.
 */
@Tag("soak")
@Tag("mailbox")
class OldMailIT {
  private static final int OLD = Integer.getInteger("sanwei.soak.messages", 50_000);
  private static final String HEAP = System.getProperty("sanwei.soak.heap", "256m");

  /** Most new mails that come meanwhile, and the pause between two of them. */
  private static final int MOST_NEW = 2_000;

  private static final Duration NEW_EVERY = Duration.ofSeconds(5);
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

  private final Clock clock = Clock.systemUTC();
  private final AtomicIntegerArray fetched = new AtomicIntegerArray(OLD + MOST_NEW);
  private final Map<Integer, Long> waiting = new ConcurrentHashMap<>();
  private final List<Long> delays = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"peek", "move"})
  void newMailGoesBeforeOldAndNothingGrows(String take) throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    try (Counterparties others = Counterparties.start();
        OldMailbox box = OldMailbox.with(OLD, this::fetched)) {
      Office office =
          Office.make(
              "mailbox-" + take,
              Sensitivity.TOP_SECRET,
              others,
              yaml ->
                  Office.withOrdinaryEpochs(yaml)
                      .replaceFirst("imap: [{][^}]*[}]", imap(box.port(), take)));
      Path collections = office.root().resolve("gc.log");
      String[] options = Gauge.options(HEAP, collections).toArray(String[]::new);
      try (GatewayProcess gateway = new GatewayProcess(office)) {
        gateway.start(options);
        office.equipOfficers();
        OldMailFigures figures = watch(take, office, box, gateway, options, collections);
        System.out.println("soak: " + figures);
        Page.write("mailbox " + take, figures.part());
        assertThat(figures.clean()).as("see docs/RELIABILITY.md").isTrue();
      }
    }
  }

  private static String imap(int port, String take) {
    return "imap: { host: 127.0.0.1, port: %d, tls: none, user: fax, passwordFile: secrets/imap-fax, folder: INBOX, take: %s, since: all, pollEvery: 1s%s }"
        .formatted(port, take, take.equals("move") ? ", processed: Processed" : "");
  }

  private void fetched(int serial) {
    fetched.incrementAndGet(serial);
    Long since = waiting.remove(serial);
    if (since != null) {
      synchronized (delays) {
        delays.add(clock.millis() - since);
      }
    }
  }

  private OldMailFigures watch(
      String take,
      Office office,
      OldMailbox box,
      GatewayProcess gateway,
      String[] options,
      Path collections)
      throws Exception {
    Register register = new Register(office);
    List<FloodFigures.Look> looks = new ArrayList<>();
    double peak = 0;
    double peakOfAll = 0;
    int sent = OLD;
    boolean killed = false;
    int heldBefore = 0;
    long begun = clock.millis();
    long moved = begun;
    long last = -1;
    Gauge gauge = new Gauge(gateway.handle(), collections);
    Gauge.Heap before = gauge.heap();
    while (last < sent || register.account().waiting() > 0) {
      if (!gateway.alive()) {
        throw new AssertionError("the gateway ended");
      }
      long booked = register.numbers().size();
      looks.add(
          new FloodFigures.Look(Duration.ofMillis(clock.millis() - begun), fetchedOnce(), booked));
      System.out.println("soak: " + take + " " + looks.get(looks.size() - 1));
      if (booked != last) {
        moved = clock.millis();
        last = booked;
      }
      if (clock.millis() - moved > LONGEST_STANDSTILL.toMillis()) {
        throw new AssertionError("nothing moved any more");
      }
      if (!killed && fetchedOnce() > OLD / 2) {
        killed = true;
        peak = Math.max(peak, gauge.peakMegabytes());
        peakOfAll = Math.max(peakOfAll, gauge.peakOfAllMegabytes());
        before = gauge.heap();
        gauge.close();
        gateway.kill9();
        heldBefore = fetchedOnce();
        gateway.start(options);
        gauge = new Gauge(gateway.handle(), collections);
      }
      if (fetchedOnce() < OLD && sent < OLD + MOST_NEW) {
        int serial = box.deliver();
        waiting.put(serial, clock.millis());
        sent++;
      }
      Thread.sleep(NEW_EVERY.toMillis());
    }
    Duration all = Duration.ofMillis(clock.millis() - begun);
    peak = Math.max(peak, gauge.peakMegabytes());
    peakOfAll = Math.max(peakOfAll, gauge.peakOfAllMegabytes());
    Gauge.Heap after = gauge.heap();
    gauge.close();
    int again = 0;
    for (int i = 0; i < sent; i++) {
      again += Math.max(0, fetched.get(i) - 1);
    }
    Reckoning reckoning = Reckoning.of(office, sent);
    return new OldMailFigures(
        Machine.here(),
        clock.instant().atZone(ZoneOffset.UTC).toLocalDate(),
        take,
        HEAP,
        OLD,
        sent - OLD,
        all,
        heldBefore,
        again,
        List.copyOf(delays),
        reckoning,
        before,
        after,
        peak,
        peakOfAll,
        box.size(),
        looks);
  }

  private int fetchedOnce() {
    int count = 0;
    for (int i = 0; i < fetched.length(); i++) {
      count += fetched.get(i) > 0 ? 1 : 0;
    }
    return count;
  }
}
