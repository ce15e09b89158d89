package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.e2e.LeakScan.Find;

/**
 * That no leak was found says something only if leaks are found: the same look as after each crash,
 * at the built jar with two {@link Defects} put into it from outside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakProofIT {
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("leaky", Sensitivity.TOP_SECRET, others);
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Traffic traffic =
      new Traffic(new Random(new SecureRandom().nextLong()), office, others);
  private List<Find> finds = List.of();

  LeakProofIT() throws IOException {}

  @BeforeAll
  void takeAClassifiedMessageAndLook() throws IOException {
    gateway.start(Defects.option(office.root()));
    Sent classified = traffic.send(Way.SMS_POST, Outcome.CLASSIFIED);
    Register register = new Register(office);
    Await.until("it is judged", () -> register.settled(classified.id()));
    finds = new Exposed(office, others).inFilesAfterAKill(traffic.secrets());
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @Test
  void withSealingOffTheWordsAreFoundInTheBrokersJournal() {
    assertThat(finds).extracting(Find::place).anyMatch(p -> p.contains("/broker/journal/"));
    assertThat(LeakScan.words(finds)).containsExactly(traffic.secrets().get(0).words());
  }

  @Test
  void oneLogStatementThatLeaksIsFoundInTheLog() {
    assertThat(finds).extracting(Find::place).anyMatch(p -> p.endsWith("/logs/gateway.log"));
  }
}
