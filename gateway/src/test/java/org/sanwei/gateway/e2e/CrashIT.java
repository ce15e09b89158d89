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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import org.sanwei.gateway.e2e.Round.Kill;

/**
 * {@code kill -9} of the gateway, its database or both, at any moment and at named ones: what was
 * acknowledged is exactly once in its place, and what nobody may read is nowhere to be seen. The
 * tests share one office, so that each goes on with what the one before left behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {
  /** Give {@code -Dsanwei.seed=N} to repeat the messages and delays of a run. */
  private static final long SEED = Long.getLong("sanwei.seed", new SecureRandom().nextLong());

  private final Random random = new Random(SEED);
  private final Siege siege = Siege.of("crash", random);
  private final Traffic traffic = siege.traffic;
  private final Register register = siege.register;

  CrashIT() throws IOException {}

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("CrashIT: -Dsanwei.seed=" + SEED);
  }

  @AfterAll
  void stop() {
    siege.close();
  }

  @Order(1)
  @RepeatedTest(5)
  void aKillAtAnyMomentLosesNothingAndShowsNothingTwice(RepetitionInfo repetition)
      throws Exception {
    int number = repetition.getCurrentRepetition();

    Round round = siege.round(number, Kill.inTurn(number - 1));

    System.out.println("CrashIT: " + round);
    assertThat(round.clean()).as(round.toString()).isTrue();
  }

  @Order(3)
  @Test
  void aKillRightAfterAnAcknowledgementOrAReceiptLosesNeither() throws Exception {
    Sent classified = traffic.post(Outcome.CLASSIFIED);
    Await.until("it is on its line", () -> register.settled(classified.id()));

    receipt(classified.id());
    Sent open = traffic.post(Outcome.OPEN);
    siege.gateway.kill9();
    assertThat(open.id()).as("acknowledged before the kill").isNotEmpty();
    siege.gateway.launch();
    Siege.pause(Duration.ofMillis(random.nextInt(3_000)));
    siege.gateway.kill9();
    siege.gateway.start();

    Await.until("the open one is on the desk", () -> register.settled(open.id()));
    Await.until(
        "the receipt is on the card",
        () -> register.standing(classified.id()).orElseThrow().receipted());
    everythingIsOnceInItsPlace();
  }

  @Order(2)
  @Test
  void withTheDatabaseKilledSourcesAreTakenAndTheDeskCatchesUp() throws Exception {
    traffic.pad().arrive();
    long postgres = register.postmaster().pid();
    int moved = siege.others.mail().inProcessed();
    Sent open;
    Sent classified;

    try (DatabaseDown down = DatabaseDown.kill(register)) {
      open = traffic.post(Outcome.OPEN);
      classified = traffic.post(Outcome.CLASSIFIED);
      for (Way way : Way.values()) {
        // A half would keep the last test waiting.
        if (way != Way.HALF_TEXT) {
          traffic.send(way);
        }
      }
      Await.until("the fax is taken over", () -> siege.others.mail().inProcessed() > moved);
      Await.until("all are taken over", traffic::acknowledged);
      assertThat(register.answers()).as("the database, after all was acknowledged").isFalse();
    }
    Await.until("the database is back", register::answers);

    assertThat(open.id()).isNotEmpty();
    assertThat(classified.id()).isNotEmpty();
    assertThat(register.postmaster().pid()).isNotEqualTo(postgres);
    everythingIsOnceInItsPlace();
  }

  @Order(4)
  @Test
  void halfATextIsHeldOnceAndEverySenderIsAnsweredOnce() throws Exception {
    assertThat(traffic.acknowledged(List.of(Way.HALF_TEXT))).isPositive();

    siege.untilHalvesAreHeld();

    assertThat(siege.faultsAtRest()).isEmpty();
    System.out.println("CrashIT: " + siege.inventory.answers());
    assertThat(siege.inventory.answers().sent()).isPositive();
  }

  private void everythingIsOnceInItsPlace() throws Exception {
    siege.inventory.everythingIsOnceInItsPlace();
    siege.bureau.leave();
    siege.inventory.everyBulletinIsAsItsPeopleWereTold();
    siege.inventory.noFileHoldsASecret();
  }

  private void receipt(String id) throws IOException {
    CipherDesk desk =
        CipherDesk.open(
            CipherDeskSettings.load(siege.office.officer(Office.OFFICER_A)), Clock.systemUTC());
    desk.receipt(id, new PrintWriter(Writer.nullWriter()));
  }
}
