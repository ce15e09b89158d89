package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import org.sanwei.gateway.e2e.Bureau.Words;
import org.sanwei.gateway.e2e.Traffic.Sent;

/**
 * {@code kill -9}, at named steps and at any moment: what was acknowledged is exactly once in its
 * place, and what nobody may read is in no file. The tests share one office, so that each goes on
 * with what the one before left behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
  /** Give {@code -Dsanwei.seed=N} to repeat the messages and delays of a run. */
  private static final long SEED = Long.getLong("sanwei.seed", new SecureRandom().nextLong());

  private static final int MOST_IN_A_ROUND = 25;

  /** WeCom shows a member thirty messages a minute and drops the rest without a word. */
  private static final int MOST_BULLETINS = 4;

  private static final int LONGEST_DELAY_MILLIS = 400;

  private final Random random = new Random(SEED);
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("crash", Sensitivity.TOP_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final Bureau bureau = new Bureau(office);
  private final Traffic traffic =
      new Traffic(
          random,
          Integrator.provider(office, gateway.web()),
          Integrator.network(office, gateway.web()),
          others.faxMachine());
  private final Inventory inventory = new Inventory(office, others, traffic, bureau);

  CrashIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    System.out.println("CrashIT: -Dsanwei.seed=" + SEED);
    gateway.start();
    office.equipOfficers();
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @RepeatedTest(5)
  void aKillAtAnyMomentLosesNothingAndShowsNothingTwice(RepetitionInfo round) throws Exception {
    Supplier<Long> flow = flow(round.getCurrentRepetition());
    Duration delay = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));
    bureau.arrive();

    try (Senders senders = new Senders()) {
      long before = flow.get();
      Await.until("the traffic flows", () -> flow.get() > before);
      pause(delay);
      gateway.kill9();
    }

    inventory.noFileHoldsASecret();
    gateway.start();
    everythingIsOnceInItsPlace();
    tell(round.getCurrentRepetition());
  }

  /** What is counted, and increases, just before the kill: so that each kind is hit in its turn. */
  private Supplier<Long> flow(int round) {
    return switch (round % 3) {
      case 0 -> () -> (long) others.mail().inProcessed();
      case 1 -> this::signedBulletins;
      default -> this::acknowledgedPosts;
    };
  }

  /** For people who read the log: how near the kills came to the moments that matter. */
  private void tell(int round) throws IOException {
    long lostAnswers =
        traffic.all().stream()
            .filter(Sent::unanswered)
            .filter(sent -> register.receptions(sent.id()) > 1)
            .count();
    System.out.printf(
        "CrashIT: after round %d, %d of %d messages had been written down when their answer was"
            + " lost; %d of %d bulletins signed; %d sends stand as unknown%n",
        round,
        lostAnswers,
        traffic.all().size(),
        signedBulletins(),
        bureau.all().size(),
        inventory.unknownSends());
  }

  @Test
  void aKillRightAfterAnAcknowledgementOrAReceiptLosesNeither() throws Exception {
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    Await.until("it is on its line", () -> register.settled(classified.id()));

    receipt(classified.id());
    Sent open = traffic.post(Outcome.OPEN);
    gateway.kill9();
    assertThat(open.id()).as("acknowledged before the kill").isNotEmpty();
    gateway.launch();
    pause(Duration.ofMillis(random.nextInt(3_000)));
    gateway.kill9();
    gateway.start();

    Await.until("the open one is on the desk", () -> register.settled(open.id()));
    Await.until(
        "the receipt is on the card",
        () -> register.standing(classified.id()).orElseThrow().receipted());
    everythingIsOnceInItsPlace();
  }

  @Test
  void withTheDatabaseKilledSourcesAreTakenAndTheDeskCatchesUp() throws Exception {
    long postgres = register.postmaster().pid();
    int moved = others.mail().inProcessed();
    Sent open;
    Sent classified;

    try (DatabaseDown down = DatabaseDown.kill(register)) {
      open = traffic.post(Outcome.OPEN);
      classified = traffic.post(Outcome.CLASSIFIED);
      Object unused = traffic.fax();
      Await.until("the fax is taken over", () -> others.mail().inProcessed() > moved);
      assertThat(register.answers()).as("the database, after all was acknowledged").isFalse();
    }
    Await.until("the database is back", register::answers);

    assertThat(open.id()).isNotEmpty();
    assertThat(classified.id()).isNotEmpty();
    assertThat(register.postmaster().pid()).isNotEqualTo(postgres);
    everythingIsOnceInItsPlace();
  }

  private void everythingIsOnceInItsPlace() throws Exception {
    inventory.everythingIsOnceInItsPlace();
    bureau.leave();
    inventory.everyBulletinIsAsItsPeopleWereTold();
    inventory.noFileHoldsASecret();
  }

  /** What makes the moment of a kill a random one; nothing is awaited by it. */
  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private long signedBulletins() {
    return bureau.all().stream().filter(one -> one.told().equals("SIGNED")).count();
  }

  /** A bulletin of its own words to two leaders, up to where the gateway still answers. */
  private void letOut(Random own) {
    String text = "各项工作正常" + Canary.next(own);
    try {
      Object unused =
          bureau.letOut(new Words("情况通报", text, text), List.of(), List.of("周明远", "沈若兰"));
    } catch (IOException e) {
      // The kill: what came of it is for the inventory to find.
      return;
    }
  }

  private long acknowledgedPosts() {
    return traffic.all().stream().filter(sent -> !sent.id().isEmpty()).count();
  }

  private void receipt(String id) throws IOException {
    CipherDesk desk =
        CipherDesk.open(
            CipherDeskSettings.load(office.officer(Office.OFFICER_A)), Clock.systemUTC());
    desk.receipt(id, new PrintWriter(Writer.nullWriter()));
  }

  /** Two sources that post, a fax machine and a bureau, all at once until closed. */
  private final class Senders implements AutoCloseable {
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Future<?>> works;

    Senders() {
      Random own = new Random(random.nextLong());
      works =
          List.of(
              repeat(MOST_IN_A_ROUND, traffic::post),
              repeat(MOST_IN_A_ROUND, traffic::post),
              repeat(MOST_IN_A_ROUND, traffic::fax),
              repeat(MOST_BULLETINS, () -> letOut(own)));
    }

    private Future<?> repeat(int most, Runnable send) {
      return threads.submit(
          () -> {
            for (int i = 0; i < most && going.get(); i++) {
              send.run();
            }
          });
    }

    /** Waits for all four; what one of them threw is thrown here. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
      going.set(false);
      threads.shutdown();
      for (Future<?> work : works) {
        Object unused = work.get();
      }
    }
  }
}
