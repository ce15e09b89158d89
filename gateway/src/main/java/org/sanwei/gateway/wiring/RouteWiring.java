package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.gateway.channel.Probes;
import org.sanwei.gateway.desk.JdbcProposalBook;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.routes.flow.ActBook;
import org.sanwei.routes.flow.ArrivalRegister;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.ContentlessErrors;
import org.sanwei.routes.flow.EarlyWords;
import org.sanwei.routes.flow.HeadsFirst;
import org.sanwei.routes.flow.OfficerSteps;
import org.sanwei.routes.flow.OneLargeAtATime;
import org.sanwei.routes.flow.OnlyOurHeaders;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.flow.RegisterRoutes;
import org.sanwei.routes.flow.RegisterSteps;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.guard.route.IntegratorRoutes;
import org.sanwei.routes.guard.route.RouteMonitor;
import org.sanwei.routes.guard.route.RouteProof;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.handover.Returns;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.DropAllHeaders;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceTrouble;
import org.sanwei.routes.queue.BrokerPieces;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.reply.ReturnBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/** The routes and what their steps are made of. */
@Configuration(proxyBeanMethods = false)
class RouteWiring {
  private static final Logger LOG = LoggerFactory.getLogger(RouteWiring.class);

  /** Of each queue; so many messages are read at once. */
  static final int CONSUMERS = 4;

  /** How often the lines are cleared of proposals that nobody can sign any more. */
  private static final Duration SWEEP = Duration.ofMinutes(5);

  /**
   * Of the same officers, for a register that lags: 25 MB of the disk, if each is of the largest.
   */
  private static final int WORDS_THAT_WAIT = 100;

  @Bean
  ArrivalSeal arrivalSeal(
      Setup setup, IdentityKey identityKey, Supplier<UUID> ids, java.security.SecureRandom random) {
    return new ArrivalSeal(setup.config().unit(), identityKey, ids, random);
  }

  @Bean
  Intake intake(ArrivalSeal seal, EpochKeys epochs, DurableQueue queue) {
    return new Intake(seal, epochs, queue);
  }

  /** Each way in has a turn of its own, so that who sends slowly keeps only his own way waiting. */
  @Bean
  LargeIntake largeIntake(
      ArrivalSeal seal,
      EpochKeys epochs,
      DurableQueue queue,
      EmbeddedBroker broker,
      Setup setup,
      java.security.SecureRandom random) {
    return new LargeIntake(
        seal, epochs, queue, broker.disk(), random, setup.config().limits().largeBodyBytes());
  }

  @Bean
  ArrivalSteps arrivalSteps(
      EpochKeys epochs,
      ArrivalRegister register,
      ReturnBook returns,
      Reader reader,
      PolicyInForce policies,
      Departures departures,
      IdentityKey identityKey,
      Clock clock,
      Probes probes) {
    return new ArrivalSteps(
        epochs,
        epochs,
        register,
        returns,
        reader,
        policies::judge,
        departures,
        identityKey,
        clock,
        probes);
  }

  @Bean
  ArrivalRoutes arrivalRoutes(
      ArrivalSteps steps, OfficerDirectory officers, EmbeddedBroker broker) {
    return new ArrivalRoutes(
        steps,
        officers.lines(),
        CONSUMERS,
        ownTurns(),
        ownTurns(),
        new HeadsFirst(broker::headsWait));
  }

  /** Of their own for each hop: neither waits for another, nor any for a slow mail server. */
  private static OneLargeAtATime ownTurns() {
    return new OneLargeAtATime(new LargeTurn());
  }

  @Bean
  RegisterRoutes registerRoutes(
      EpochKeys epochs,
      ArrivalRegister register,
      OfficerSteps officersWord,
      ReturnBook returns,
      ProposalClearing clearing,
      EmbeddedBroker broker) {
    return new RegisterRoutes(
        new RegisterSteps(
            epochs, register, new HoldEnding(returns, clearing), new BrokerPieces(broker.server())),
        officersWord,
        CONSUMERS,
        ownTurns());
  }

  @Bean
  ProposalClearing proposalClearing(
      EmbeddedBroker broker,
      OfficerDirectory officers,
      CipherEnvelopeVerifier gatewayEnvelopes,
      JdbcProposalBook proposals,
      TaskScheduler scheduler,
      Clock clock) {
    ProposalClearing clearing =
        new ProposalClearing(broker.server(), officers.lines(), gatewayEnvelopes, proposals);
    scheduler.scheduleWithFixedDelay(() -> swept(clearing), clock.instant().plus(SWEEP), SWEEP);
    return clearing;
  }

  /**
   * Trouble here is trouble everywhere and told elsewhere; what is stale waits for the next time.
   */
  private static void swept(ProposalClearing clearing) {
    try {
      clearing.sweep();
    } catch (RegisterUnavailable e) {
      LOG.debug("stale proposals stay on the lines for now");
    }
  }

  @Bean
  OfficerSteps officerSteps(
      CipherEnvelopeVerifier officerEnvelopes,
      ReceiptReader receipts,
      ReceiptBook receiptBook,
      ActReader acts,
      ActBook actBook,
      JdbcProposalBook proposals,
      PolicyInForce policies,
      Departures departures,
      EpochKeys epochs,
      EmbeddedBroker broker,
      Clock clock,
      java.security.SecureRandom random) {
    return new OfficerSteps(
        officerEnvelopes,
        receipts,
        new LineClearing(receiptBook, broker.server()),
        acts,
        actBook,
        proposals,
        new Returns(policies::judge, random),
        departures,
        epochs,
        new EarlyWords(broker::handOversWait, clock, WORDS_THAT_WAIT));
  }

  @Bean
  CamelRoutes camelRoutes(
      ActiveMQConnectionFactory brokerConnections,
      ObjectProvider<RouteBuilder> routes,
      Setup setup,
      IntegratorRoutes integrators,
      VetoCount vetoes,
      Progress progress)
      throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getCamelContextExtension().setName("sanwei");
    context.setLogExhaustedMessageBody(false);
    context.setTracing(false);
    context.getRegistry().bind("dropAllHeaders", new DropAllHeaders());
    context.getRegistry().bind("onlyOurs", new OnlyOurHeaders());
    context.getRegistry().bind("contentlessErrors", new ContentlessErrors());
    JmsComponent jms = new JmsComponent();
    jms.setConnectionFactory(brokerConnections);
    context.addComponent("jms", jms);
    RouteMonitor.watch(context, RouteProof.clearances(setup.policyAtStart()), vetoes);
    for (RouteBuilder route : routes.orderedStream().toList()) {
      context.addRoutes(route);
    }
    ProvenRoutes.require(setup.policyAtStart(), context, integrators);
    return new CamelRoutes(context, progress);
  }

  @Bean
  VetoCount vetoCount() {
    return new VetoCount();
  }

  @Bean
  LostCopies lostCopies() {
    return new LostCopies();
  }

  @Bean
  IntegratorRoutes integratorRoutes(Setup setup) {
    return setup.signed().integrators();
  }

  /** Made after the proof of all routes, which {@code proven} is there for. */
  @Bean
  RunningIntegrators runningIntegrators(
      CamelRoutes proven,
      IntegratorRoutes integrators,
      Setup setup,
      Intake intake,
      ReleasedCopies copies,
      VetoCount vetoes,
      LostCopies lost,
      Clock clock) {
    return new RunningIntegrators(
        proven, integrators, setup.config(), intake, copies, vetoes, lost, clock);
  }

  @Bean
  PolledMailboxes polledMailboxes(
      Setup setup, Intake intake, LargeIntake large, SourceTrouble trouble, Clock clock) {
    return new PolledMailboxes(setup, intake, large.another(), new LargeTurn(), trouble, clock);
  }

  @Bean
  WatchedFolders watchedFolders(
      Setup setup,
      Intake intake,
      LargeIntake large,
      Room room,
      SourceTrouble trouble,
      Clock clock) {
    return new WatchedFolders(setup.config(), intake, large.another(), room, trouble, clock);
  }
}
