package org.sanwei.gateway.wiring;

import jakarta.mail.PasswordAuthentication;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.impl.DefaultCamelContext;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.gateway.channel.Probes;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.routes.flow.ActBook;
import org.sanwei.routes.flow.ArrivalRegister;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.ContentlessErrors;
import org.sanwei.routes.flow.Moved;
import org.sanwei.routes.flow.OfficerSteps;
import org.sanwei.routes.flow.OnlyOurHeaders;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.flow.RegisterRoutes;
import org.sanwei.routes.flow.RegisterSteps;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.handover.Returns;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.DropAllHeaders;
import org.sanwei.routes.intake.FaxMailRoute;
import org.sanwei.routes.intake.FaxMailTaker;
import org.sanwei.routes.intake.ImapSource;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.reply.ReturnBook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes and what their steps are made of. */
@Configuration(proxyBeanMethods = false)
class RouteWiring {
  private static final int CONSUMERS = 4;

  @Bean
  ArrivalSeal arrivalSeal(
      Setup setup, IdentityKey identityKey, Supplier<UUID> ids, java.security.SecureRandom random) {
    return new ArrivalSeal(setup.config().unit(), identityKey, ids, random);
  }

  @Bean
  Intake intake(ArrivalSeal seal, EpochKeys epochs, DurableQueue queue) {
    return new Intake(seal, epochs, queue);
  }

  @Bean
  ArrivalSteps arrivalSteps(
      EpochKeys epochs,
      ArrivalRegister register,
      ReturnBook returns,
      Reader reader,
      Judge judge,
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
        () -> judge,
        departures,
        identityKey,
        clock,
        probes);
  }

  @Bean
  ArrivalRoutes arrivalRoutes(ArrivalSteps steps, OfficerDirectory officers) {
    return new ArrivalRoutes(steps, officers.lines(), CONSUMERS);
  }

  @Bean
  RegisterRoutes registerRoutes(
      EpochKeys epochs,
      ArrivalRegister register,
      OfficerSteps officersWord,
      OfficerDirectory officers,
      CipherEnvelopeVerifier gatewayEnvelopes,
      ReturnBook returns,
      EmbeddedBroker broker) {
    Moved clearing = new ProposalClearing(broker.server(), officers.lines(), gatewayEnvelopes);
    Moved moved =
        id -> {
          returns.holdEnded(id);
          clearing.moved(id);
        };
    return new RegisterRoutes(new RegisterSteps(epochs, register, moved), officersWord, CONSUMERS);
  }

  @Bean
  OfficerSteps officerSteps(
      CipherEnvelopeVerifier officerEnvelopes,
      ReceiptReader receipts,
      ReceiptBook receiptBook,
      ActReader acts,
      ActBook actBook,
      Judge judge,
      Departures departures,
      EpochKeys epochs,
      EmbeddedBroker broker,
      java.security.SecureRandom random) {
    return new OfficerSteps(
        officerEnvelopes,
        receipts,
        new LineClearing(receiptBook, broker.server()),
        acts,
        actBook,
        new Returns(() -> judge, random),
        departures,
        epochs);
  }

  @Bean
  CamelRoutes camelRoutes(
      ActiveMQConnectionFactory brokerConnections,
      Setup setup,
      Intake intake,
      Clock clock,
      ObjectProvider<RouteBuilder> routes,
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
    for (RouteBuilder route : routes.orderedStream().toList()) {
      context.addRoutes(route);
    }
    for (ChannelConfig channel : mailChannels(setup)) {
      addMail(context, channel, setup.config().limits().bodyBytes(), intake, clock);
    }
    return new CamelRoutes(context, progress);
  }

  @Bean
  WatchedFolders watchedFolders(Setup setup, Intake intake, Room room, Clock clock) {
    return new WatchedFolders(setup.config(), intake, room, clock);
  }

  private static List<ChannelConfig> mailChannels(Setup setup) {
    return setup.config().channels().values().stream()
        .filter(channel -> channel.source() instanceof ChannelConfig.Imap)
        .toList();
  }

  private static void addMail(
      DefaultCamelContext context, ChannelConfig channel, long maxBytes, Intake intake, Clock clock)
      throws Exception {
    ChannelConfig.Imap imap = (ChannelConfig.Imap) channel.source();
    String authenticator = "authenticator-" + channel.name();
    context.getRegistry().bind(authenticator, new ImapLogin(imap));
    ImapSource source =
        new ImapSource(
            channel.name(),
            imap.server().host(),
            imap.server().port(),
            imap.tls() == ChannelConfig.Tls.IMPLICIT,
            imap.tls() == ChannelConfig.Tls.STARTTLS,
            imap.user(),
            authenticator,
            imap.folder(),
            imap.processed(),
            imap.pollEvery());
    context.addRoutes(new FaxMailRoute(source, new FaxMailTaker(source, maxBytes, intake, clock)));
  }

  /** Keeps the mailbox's password out of every endpoint URI, and so out of logs. */
  private static final class ImapLogin extends MailAuthenticator {
    private final ChannelConfig.Imap imap;

    ImapLogin(ChannelConfig.Imap imap) {
      this.imap = imap;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication(imap.user(), imap.password().revealText());
    }
  }
}
