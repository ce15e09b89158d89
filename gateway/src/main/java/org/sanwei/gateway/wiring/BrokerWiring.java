package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.gateway.bulletin.Outbox;
import org.sanwei.gateway.desk.DeadLetters;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerEpochs;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.EpochErasure;
import org.sanwei.routes.queue.SegmentQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/** The broker, the connections to it, and the erasure of keys of which nothing waits on it. */
@Configuration(proxyBeanMethods = false)
class BrokerWiring {

  @Bean(destroyMethod = "close")
  EmbeddedBroker embeddedBroker(
      HeadStart ahead,
      RefusalLedger refusals,
      ArrivalSeal arrivalSeal,
      EpochKeys epochs,
      Supplier<UUID> ids) {
    EmbeddedBroker broker = ahead.broker();
    ahead.tellRefusals(refusals);
    ahead.intranet().ifPresent(intake -> intake.sealWith(arrivalSeal, epochs, ids));
    broker.openDoor();
    return broker;
  }

  @Bean
  Room room(HeadStart ahead) {
    return ahead.room();
  }

  /**
   * For consuming routes; a container keeps one connection open and shares the factory's session.
   */
  @Bean
  ActiveMQConnectionFactory brokerConnections(EmbeddedBroker broker, HeadStart ahead) {
    return connections(ahead.brokerPassword());
  }

  static ActiveMQConnectionFactory connections(String password) {
    return connections(EmbeddedBroker.IN_VM_URL, password);
  }

  /** By another door than the gateway's own. */
  static ActiveMQConnectionFactory connections(String url, String password) {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, "gateway", password);
    factory.setCacheDestinations(true);
    factory.setBlockOnDurableSend(true);
    factory.setReconnectAttempts(-1);
    return factory;
  }

  /** For intake: many threads send, each in a transaction of its own. */
  @Bean(destroyMethod = "stop")
  JmsPoolConnectionFactory brokerPool(ActiveMQConnectionFactory brokerConnections) {
    return pool(brokerConnections);
  }

  static JmsPoolConnectionFactory pool(ActiveMQConnectionFactory connections) {
    JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    pool.setConnectionFactory(connections);
    pool.setMaxConnections(4);
    pool.setMaxSessionsPerConnection(64);
    pool.setBlockIfSessionPoolIsFullTimeout(DurableQueue.PATIENCE.toMillis());
    pool.setUseAnonymousProducers(true);
    return pool;
  }

  @Bean
  DurableQueue durableQueue(JmsPoolConnectionFactory brokerPool, EmbeddedBroker broker) {
    return new DurableQueue((ConnectionFactory) brokerPool, broker.server());
  }

  @Bean
  SegmentQueue segmentQueue(JmsPoolConnectionFactory brokerPool) {
    return new SegmentQueue((ConnectionFactory) brokerPool);
  }

  @Bean
  EpochErasure epochErasure(
      EpochKeys keys,
      EmbeddedBroker broker,
      Outbox outbox,
      Setup setup,
      TaskScheduler scheduler,
      Clock clock) {
    List<String> queues =
        new ArrayList<>(
            List.of(
                Addresses.SEGMENT,
                Addresses.INTAKE,
                Addresses.PICTURES,
                Addresses.PAGES,
                Addresses.DESK,
                Addresses.LEDGER));
    queues.addAll(releaseAddresses(setup));
    BrokerEpochs waiting = new BrokerEpochs(broker.server(), queues);
    // The outbox first: what it holds moves on to the broker, never back.
    EpochErasure erasure =
        new EpochErasure(
            keys,
            () -> {
              Set<String> inOutbox = new TreeSet<>();
              outbox.epochsWaiting().forEach(epoch -> inOutbox.add(epoch.toString()));
              return waiting
                  .epochs()
                  .map(
                      onBroker -> {
                        inOutbox.addAll(onBroker);
                        return inOutbox;
                      });
            });
    Duration every = setup.config().epoch().dividedBy(2);
    scheduler.scheduleWithFixedDelay(erasure, clock.instant().plus(every), every);
    return erasure;
  }

  /** What could not be delivered rests sealed; somebody has to look at it, so it is shown. */
  @Bean
  DeadLetters deadLetters(EmbeddedBroker broker) {
    return () -> broker.depth(Addresses.DEAD);
  }

  @Bean
  MeterBinder deadLetterGauge(DeadLetters dead) {
    return registry ->
        Gauge.builder(MetricNames.BROKER_DEAD, dead, BrokerWiring::orUnknown)
            .description("bodies that rest in sanwei.dead")
            .register(registry);
  }

  private static double orUnknown(DeadLetters dead) {
    OptionalLong count = dead.count();
    return count.isPresent() ? count.getAsLong() : Double.NaN;
  }

  static List<String> releaseAddresses(Setup setup) {
    return setup.config().outlets().keySet().stream()
        .sorted()
        .map(outlet -> Addresses.RELEASE_PREFIX + outlet)
        .toList();
  }
}
