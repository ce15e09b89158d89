package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sanwei.gateway.desk.StoredTexts;
import org.sanwei.gateway.desk.StoredTitles;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.officebook.OfficeBookPages;
import org.sanwei.gateway.officebook.OfficeBooks;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.gateway.simulation.SimulationInterface;
import org.sanwei.gateway.simulation.SimulationPages;
import org.sanwei.gateway.simulation.Simulations;
import org.sanwei.gateway.web.DeskSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an office tries before it relies on it: candidate policies, and us beside its own book. */
@Configuration(proxyBeanMethods = false)
class SimulationWiring {
  /** One at a time, and nobody waits in line; it ends with the service. */
  @Bean(destroyMethod = "shutdownNow")
  SimulationThread simulationThread() {
    return new SimulationThread(
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> {
              Thread thread = new Thread(task, "simulation");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            }));
  }

  /** Simulations run here. */
  record SimulationThread(ExecutorService pool) {
    void shutdownNow() {
      pool.shutdownNow();
    }
  }

  @Bean
  Simulations simulations(
      JdbcClient jdbc,
      DeskSettings desk,
      PolicyInForce policies,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock,
      SimulationThread thread) {
    return new Simulations(
        new StoredTexts(jdbc, desk.unit()),
        policies::policy,
        ledger,
        transaction,
        clock,
        UUID::randomUUID,
        thread.pool());
  }

  @Bean
  SimulationInterface simulationInterface(Simulations simulations, ObjectMapper json) {
    return new SimulationInterface(simulations, json);
  }

  @Bean
  SimulationPages simulationPages(Simulations simulations) {
    return new SimulationPages(simulations);
  }

  @Bean
  OfficeBooks officeBooks(
      JdbcClient jdbc, DeskSettings desk, Ledger ledger, TransactionTemplate transaction) {
    return new OfficeBooks(new StoredTitles(jdbc, desk.unit()), ledger, transaction, desk.zone());
  }

  @Bean
  OfficeBookPages officeBookPages(OfficeBooks books) {
    return new OfficeBookPages(books);
  }
}
