package org.sanwei.gateway.simulation;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.StoredTexts;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.web.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Simulations beside the desk's test wiring, over its real database. */
@Configuration(proxyBeanMethods = false)
@Import({SimulationPages.class, SimulationInterface.class})
class SimulationWeb {
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService simulationThread() {
    return Executors.newSingleThreadExecutor();
  }

  @Bean
  Simulations simulations(
      JdbcClient jdbc,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock,
      ExecutorService simulationThread) {
    return new Simulations(
        new StoredTexts(jdbc, Samples.UNIT),
        Candidates::inForce,
        ledger,
        transaction,
        clock,
        UUID::randomUUID,
        simulationThread);
  }

  @Bean
  @Primary
  List<NavEntry> navWithSimulation() {
    return List.of(
        new NavEntry("inbox", "/", Act.READ_ITEMS),
        new NavEntry("simulate", "/policy/simulate", Act.SIMULATE_POLICY),
        new NavEntry("ledger", "/ledger", Act.READ_LEDGER));
  }
}
