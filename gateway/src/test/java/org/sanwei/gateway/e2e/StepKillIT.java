package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.e2e.Step.Kept;

/**
 * {@code kill -9} at every named step once. One office goes through them all, so that each step
 * also proves what the ones before left behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepKillIT {
  private final Random random = new Random(new SecureRandom().nextLong());
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("steps", Sensitivity.TOP_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Bureau bureau = new Bureau(office);
  private final Traffic traffic = new Traffic(random, office, others);
  private final Inventory inventory = new Inventory(office, others, traffic, bureau);
  private final Walk walk = new Walk(office, others, traffic, bureau, random);

  StepKillIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    gateway.start();
    office.equipOfficers();
    String first = traffic.post(Outcome.OPEN).id();
    Register register = new Register(office);
    Await.until("the year's first message is booked", () -> register.settled(first));
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Step.class)
  void aKillLosesNothingAndShowsNothingTwice(Step step) throws Exception {
    Kept kept = step.reach(walk);

    gateway.kill9();
    inventory.noFileHoldsASecret();
    walk.letGo();
    gateway.start();

    kept.isKept();
    inventory.everythingIsOnceInItsPlace();
    inventory.everyBulletinIsAsItsPeopleWereTold();
    inventory.noFileHoldsASecret();
  }
}
