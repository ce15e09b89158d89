package org.sanwei.gateway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.desk.HandedOver;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.StoredTexts;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;

/** One simulation at a time, over a real database. */
class SimulationTurnTest {
  private final TestDesk desk = new TestDesk();

  @Test
  void whoHasTheTurnIsReadAndNobodyElse() {
    List<Runnable> tasks = new ArrayList<>();
    Simulations simulations =
        new Simulations(
            new StoredTexts(desk.jdbc, Samples.UNIT),
            Candidates::inForce,
            desk.ledger,
            desk.transaction,
            desk.clock,
            UUID::randomUUID,
            new HandedOver(tasks::add));
    Person bao = desk.person("bao", "鲍密", Role.SECURITY_ADMINISTRATOR);
    Candidate broken = new Candidate(Map.of("a.yaml", "rulez: []".getBytes(UTF_8)), 1);
    Candidate good = new Candidate(Map.of("a.yaml", Candidates.IN_FORCE.getBytes(UTF_8)), 1);

    Assertions.assertThat(simulations.start(bao, broken)).isInstanceOf(Started.Unreadable.class);
    Assertions.assertThat(simulations.start(bao, good)).isInstanceOf(Started.Accepted.class);
    Assertions.assertThat(simulations.start(bao, broken)).isInstanceOf(Started.Busy.class);
    Assertions.assertThat(tasks).hasSize(1);
    Assertions.assertThat(
            desk.count("select count(*) from ledger_event where step = 'POLICY_SIMULATED'"))
        .isEqualTo(2);
  }
}
