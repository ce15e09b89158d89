package org.sanwei.gateway.e2e;

import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.e2e.LeakScan.Find;
import org.sanwei.gateway.e2e.Round.Kill;

/**
 * One office whose gateway, or database, or both are killed again and again in the middle of
 * traffic on every channel. Each round goes on with what the ones before left behind, and looks at
 * everything from the first message on. For one thread.
 */
final class Siege implements AutoCloseable {
  /** Longer than a dropped file must be quiet, so that a kill can come while it is taken. */
  private static final Duration MOVING = Duration.ofSeconds(5);

  private static final int LONGEST_DELAY_MILLIS = 1_500;

  private static final int ITEMS_LOOKED_AT = 4;
  private static final int TOLD_CHARACTERS = 300;

  final Counterparties others = Counterparties.start();
  final Office office;
  final GatewayProcess gateway;
  final Register register;
  final Bureau bureau;
  final Traffic traffic;
  final Inventory inventory;
  private final Random random;
  private int kills;

  private Siege(String name, Random random) throws IOException {
    this.random = random;
    office = Office.answering(name, Sensitivity.TOP_SECRET, others);
    gateway = new GatewayProcess(office);
    register = new Register(office);
    bureau = new Bureau(office);
    traffic = new Traffic(random, office, others);
    inventory = new Inventory(office, others, traffic, bureau);
  }

  /** A new office, started. */
  static Siege of(String name, Random random) throws IOException {
    Siege siege = new Siege(name, random);
    siege.gateway.start();
    siege.office.equipOfficers();
    return siege;
  }

  /** Traffic, a kill at any moment, and a look at everything once it is quiet again. */
  Round round(int number, Kill kill) throws Exception {
    int before = traffic.all().size();
    Supplier<Long> flow = flow();
    Duration delay = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));
    bureau.arrive();
    traffic.pad().arrive();
    Duration recovery = Duration.ZERO;
    long answered;
    try (Senders senders = new Senders(traffic, bureau, new Random(random.nextLong()))) {
      long flowed = flow.get();
      Await.until("the traffic flows", () -> flow.get() > flowed);
      pause(delay);
      answered = traffic.all().stream().skip(before).filter(Sent::acknowledged).count();
      strike(kill);
      senders.stop();
      if (kill == Kill.POSTGRES) {
        recovery = untilItWorks();
      }
    }
    List<Find> finds = new ArrayList<>();
    boolean mailsAreThere = mailsAreThere();
    int messages = traffic.all().size() - before;
    int wondering = traffic.all().stream().skip(before).mapToInt(Sent::unanswered).sum();
    if (kill != Kill.POSTGRES) {
      finds.addAll(inventory.leaksAfterAKill());
      gateway.launch();
      recovery = untilItWorks();
    }

    Audit audit = inventory.atRest();
    List<String> faults = faults(audit);
    if (!mailsAreThere) {
      faults.add("a mail was in neither folder after the kill");
    }
    finds.addAll(inventory.leaks(ITEMS_LOOKED_AT));
    finds.stream().map(find -> find.place() + " " + find.writing()).distinct().forEach(faults::add);
    return new Round(
        number,
        kill,
        messages,
        (int) answered,
        wondering,
        audit.lost().size(),
        audit.doubled().size(),
        LeakScan.words(finds).size(),
        recovery,
        faults);
  }

  /** GreenMail takes a mail out of one folder before it puts it into the other: a moment more. */
  private boolean mailsAreThere() {
    try {
      await("every mail is in a folder")
          .atMost(MOVING)
          .pollDelay(Duration.ZERO)
          .until(() -> others.mail().inInbox() + others.mail().inProcessed() >= mails());
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private long mails() {
    return traffic.all().stream().filter(sent -> sent.way.mailed()).count();
  }

  /** Waits until half a text that came is held without its rest; its senders are answered then. */
  void untilHalvesAreHeld() {
    await("every half of a text is due")
        .atMost(Office.SEGMENTS_WAIT.multipliedBy(2))
        .until(() -> traffic.undue() == 0);
  }

  /** What must be true of the whole office at rest; a sentence for each that is not. */
  List<String> faultsAtRest() throws Exception {
    return faults(inventory.atRest());
  }

  private void strike(Kill kill) {
    kills++;
    if (kill != Kill.GATEWAY) {
      ProcessHandle postgres = register.postmaster();
      if (!postgres.destroyForcibly()) {
        throw new AssertionError("postgres cannot be killed");
      }
    }
    if (kill != Kill.POSTGRES) {
      gateway.kill9();
    }
  }

  /** From now, until a new message is answered for and judged. */
  private Duration untilItWorks() {
    long begun = System.nanoTime();
    Sent probe = traffic.unsent(Outcome.OPEN);
    Await.until(
        "the gateway works again",
        () -> {
          if (!probe.acknowledged()) {
            traffic.bring(probe);
          }
          return probe.acknowledged() && register.answers() && register.settled(probe.id());
        });
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What must be true beside, a sentence for each that is not. */
  private List<String> faults(Audit audit) throws JMSException, IOException {
    List<String> faults = new ArrayList<>();
    audit.lost().forEach(sent -> faults.add("lost: " + sent));
    audit.doubled().forEach(sent -> faults.add("doubled: " + sent));
    audit.astray().forEach(sent -> faults.add("astray: " + sent));
    check(faults, inventory::theAccountsBalance);
    check(faults, () -> faults.addAll(inventory.slipsThatAreNotAsTold()));
    faults.addAll(inventory.answersThatAreNotAsBooked(kills));
    check(
        faults,
        () -> {
          bureau.leave();
          inventory.everyBulletinIsAsItsPeopleWereTold();
        });
    return faults;
  }

  private interface Check {
    void run() throws IOException;
  }

  private static void check(List<String> faults, Check check) throws AssertionError {
    try {
      check.run();
    } catch (AssertionError | ConditionTimeoutException | IOException e) {
      String said = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      faults.add(said.substring(0, Math.min(TOLD_CHARACTERS, said.length())));
    }
  }

  /** What is counted, and increases, just before the kill: so that each kind is hit in its turn. */
  private Supplier<Long> flow() {
    List<Supplier<Long>> kinds =
        List.of(
            () -> (long) others.mail().inProcessed(),
            this::signedBulletins,
            () -> traffic.acknowledged(List.of(Way.SMS_POST, Way.INTRANET_POST)),
            () -> traffic.acknowledged(List.of(Way.FAX_FILE, Way.HOTLINE_FILE)),
            () -> traffic.acknowledged(List.of(Way.SHORT_TEXT, Way.LONG_TEXT, Way.HALF_TEXT)),
            () -> traffic.acknowledged(List.of(Way.SLIP)),
            () -> (long) inventory.answers().sent(),
            () -> traffic.acknowledged(List.of(Way.AMQP, Way.STOMP, Way.MQTT)));
    return kinds.get(random.nextInt(kinds.size()));
  }

  private long signedBulletins() {
    return bureau.all().stream().filter(one -> one.told().equals("SIGNED")).count();
  }

  /** What makes the moment of a kill a random one; nothing is awaited by it. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @Override
  public void close() {
    gateway.close();
    others.close();
  }
}
