package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import org.sanwei.gateway.e2e.Traffic.Sent;
import org.sanwei.routes.message.Dossier;

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
  private static final int LONGEST_DELAY_MILLIS = 400;

  private final Random random = new Random(SEED);
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("crash", Sensitivity.TOP_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final CipherLine line = new CipherLine(office);
  private final Traffic traffic =
      new Traffic(
          random,
          Integrator.provider(office, gateway.web()),
          Integrator.network(office, gateway.web()),
          others.faxMachine());

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
  void aKillAtAnyMomentLosesNothingAndShowsNothingTwice() throws Exception {
    int moved = others.mail().inProcessed();
    boolean atTheMailbox = random.nextBoolean();
    Duration delay = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));

    try (Senders senders = new Senders()) {
      long before = acknowledgedPosts();
      Await.until(
          "the traffic flows",
          () -> atTheMailbox ? others.mail().inProcessed() > moved : acknowledgedPosts() > before);
      pause(delay);
      gateway.kill9();
    }

    assertThat(new LeakScan(traffic.secrets()).below(office.root())).isEmpty();
    gateway.start();
    everythingIsOnceInItsPlace();
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
    ProcessHandle postgres = register.postmaster();

    assertThat(postgres.destroyForcibly()).isTrue();
    Sent open = traffic.post(Outcome.OPEN);
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    Sent fax = traffic.fax();
    Await.until("the database is back", register::answers);

    assertThat(open.id()).isNotEmpty();
    assertThat(classified.id()).isNotEmpty();
    assertThat(register.postmaster().pid()).isNotEqualTo(postgres.pid());
    assertThat(fax.canary).isNotNull();
    everythingIsOnceInItsPlace();
  }

  private void everythingIsOnceInItsPlace() throws Exception {
    Await.until(
        "every source is rid of its messages",
        () -> {
          traffic.repeat();
          return traffic.acknowledged() && others.mail().inInbox() == 0;
        });
    int sent = traffic.all().size();
    Await.until(
        "the register has all " + sent,
        () -> register.answers() && register.numbers().size() >= sent);
    Await.until("nothing waits", () -> register.account().waiting() == 0);
    Await.until("every step is written down", () -> register.receptionsWithoutSteps() == 0);

    Map<String, List<String>> open = register.openTexts();
    List<Dossier> closed = line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT);
    closed.addAll(line.takenOver(Office.OFFICER_A));
    assertThat(closed).extracting(dossier -> dossier.reception().id()).doesNotHaveDuplicates();
    for (Sent message : traffic.all()) {
      assertPlace(message, open, closed);
    }

    assertThat(register.numbers()).isEqualTo(IntStream.rangeClosed(1, sent).boxed().toList());
    Register.Account account = register.account();
    assertThat(account.placed()).isEqualTo(account.arrived());
    assertThat(account.open() + account.held() + account.classified()).isEqualTo(sent);
    assertThat(register.originsWithGaps()).isZero();
    assertThat(new LeakScan(traffic.secrets()).below(office.root())).isEmpty();
  }

  /** Exactly once, where it belongs, under the id that its source was told. */
  private static void assertPlace(
      Sent message, Map<String, List<String>> open, List<Dossier> closed) {
    List<String> onTheDesk =
        open.entrySet().stream()
            .filter(item -> holds(item.getValue(), message))
            .map(Map.Entry::getKey)
            .toList();
    List<String> onTheLine =
        closed.stream()
            .filter(dossier -> holds(dossier.parts().stream().map(Part::text).toList(), message))
            .filter(dossier -> dossier.verdict().outcome() == message.expected)
            .map(dossier -> dossier.reception().id().hex())
            .toList();
    List<String> here = message.expected == Outcome.OPEN ? onTheDesk : onTheLine;
    List<String> elsewhere = message.expected == Outcome.OPEN ? onTheLine : onTheDesk;
    assertThat(here).as("%s in its place", message).hasSize(1);
    assertThat(elsewhere).as("%s elsewhere", message).isEmpty();
    if (!message.id().isEmpty()) {
      assertThat(here).containsExactly(message.id());
    }
  }

  private static boolean holds(List<String> texts, Sent message) {
    return texts.stream().anyMatch(text -> text.contains(message.canary.words()));
  }

  /** What makes the moment of a kill a random one; nothing is awaited by it. */
  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
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

  /** Two sources that post and a fax machine, all at once until closed. */
  private final class Senders implements AutoCloseable {
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final List<Thread> threads =
        List.of(
            thread("posts-1", traffic::post),
            thread("posts-2", traffic::post),
            thread("faxes", traffic::fax));

    Senders() {
      threads.forEach(Thread::start);
    }

    private Thread thread(String name, Supplier<Sent> send) {
      return new Thread(
          () -> {
            for (int i = 0; i < MOST_IN_A_ROUND && going.get(); i++) {
              Object unused = send.get();
            }
          },
          name);
    }

    @Override
    public void close() throws InterruptedException {
      going.set(false);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
