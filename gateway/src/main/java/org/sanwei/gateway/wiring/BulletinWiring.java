package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.gateway.bulletin.BulletinRules;
import org.sanwei.gateway.bulletin.JdbcDeliveryBook;
import org.sanwei.gateway.bulletin.JdbcReceipts;
import org.sanwei.gateway.bulletin.Outbox;
import org.sanwei.gateway.bulletin.OutboxRelay;
import org.sanwei.gateway.bulletin.PurgedDrafts;
import org.sanwei.gateway.bulletin.RecipientBook;
import org.sanwei.gateway.bulletin.RemovedDeliveries;
import org.sanwei.gateway.bulletin.Spreads;
import org.sanwei.gateway.desk.DraftPurge;
import org.sanwei.gateway.desk.Raising;
import org.sanwei.gateway.desk.SpillTrail;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.release.Outlet;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseRoute;
import org.sanwei.routes.release.ReleaseStep;
import org.sanwei.routes.release.ShadowOutlet;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.release.SmppSettings;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.WecomOutlet;
import org.sanwei.routes.release.WecomRules;
import org.sanwei.routes.release.WecomSettings;
import org.sanwei.routes.sms.Inbound;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 信息直呈 as this gateway is set up: who receives, by which two outlets, and by which broker. */
@Configuration(proxyBeanMethods = false)
class BulletinWiring {
  private static final Duration VALIDITY = Duration.ofHours(2);
  private static final Duration RELAY_EVERY = Duration.ofMillis(500);

  @Bean
  OutletConfig.Smpp smppConfig(Setup setup) {
    return only(setup, OutletConfig.Smpp.class, "smpp");
  }

  @Bean
  OutletConfig.Wecom wecomConfig(Setup setup) {
    return only(setup, OutletConfig.Wecom.class, "wecom");
  }

  private static <T extends OutletConfig> T only(Setup setup, Class<T> kind, String word) {
    List<T> found =
        setup.config().outlets().values().stream()
            .filter(kind::isInstance)
            .map(kind::cast)
            .toList();
    if (found.size() != 1) {
      throw new StartRefused(
          "gateway.yaml has " + found.size() + " outlets of kind " + word + ", it needs one",
          "name exactly one outlet of kind " + word + " under outlets:");
    }
    return found.get(0);
  }

  @Bean
  BulletinRules bulletinRules(OutletConfig.Smpp sms, OutletConfig.Wecom wecom) {
    return new BulletinRules(
        new OutletName(sms.name()),
        SmsRules.usual(sms.signature()),
        new OutletName(wecom.name()),
        WecomRules.usual(),
        VALIDITY);
  }

  @Bean
  RecipientBook recipientBook(JdbcClient jdbc, DeskSettings desk, Setup setup) {
    RecipientBook book = new RecipientBook(jdbc, desk.unit());
    new ConfiguredLeaders(setup.configDir(), book).putAll();
    return book;
  }

  @Bean
  RemovedOutlets removedOutlets(
      EmbeddedBroker broker,
      Setup setup,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    RemovedOutlets removed =
        new RemovedOutlets(
            broker.server(),
            setup.config().outlets().keySet(),
            new RemovedDeliveries(jdbc, transaction, ledger, clock));
    removed.end();
    return removed;
  }

  /** After what the outbox has for outlets that are gone is settled. */
  @Bean(destroyMethod = "close")
  OutboxRelay outboxRelay(
      Outbox outbox,
      DurableQueue queue,
      TransactionTemplate transaction,
      Ledger ledger,
      RemovedOutlets settled,
      CipherEnvelopeVerifier gatewayEnvelopes,
      OfficerDirectory officers) {
    OutboxRelay relay =
        new OutboxRelay(
            outbox,
            (address, body, item) ->
                queue.put(
                    List.of(item == null ? release(address, body) : raised(address, body, item))),
            (address, envelope) -> takes(gatewayEnvelopes, officers, address, envelope),
            transaction,
            ledger);
    relay.start(RELAY_EVERY);
    return relay;
  }

  /** As the broker's guard asks, which refuses it without a word that we could hand on. */
  private static boolean takes(
      CipherEnvelopeVerifier gateway, OfficerDirectory officers, String address, byte[] envelope) {
    String line = officers.lineOf(address);
    return line != null
        && gateway.inspect(envelope) instanceof Inspected.Valid valid
        && valid.header().line().equals(line)
        && valid.recipients().equals(officers.recipientsOf(line));
  }

  @Bean
  MeterBinder unsentGauge(Outbox outbox) {
    return registry ->
        Gauge.builder(MetricNames.OUTBOX_STUCK, outbox, BulletinWiring::orUnknown)
            .description("envelopes of raised items that their lines do not take")
            .register(registry);
  }

  private static double orUnknown(Outbox outbox) {
    try {
      return outbox.count();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }

  /** What people write is judged like any arrival. */
  @Bean
  WordsJudge wordsJudge(PolicyInForce policies) {
    return (content, arrival) -> policies.judge().judge(content, arrival);
  }

  private static SealedBody raised(String address, byte[] envelope, ArrivalId item) {
    return new SealedBody(address, envelope, Map.of(Addresses.ITEM, item.hex()));
  }

  @Bean
  Raising raising(Departures departures, Outbox outbox) {
    return new RaisedEnvelopes(departures, outbox);
  }

  @Bean
  DraftPurge draftPurge(JdbcClient jdbc, Clock clock) {
    return new PurgedDrafts(jdbc, clock);
  }

  @Bean
  SpillTrail spillTrail(JdbcClient jdbc) {
    return new Spreads(jdbc);
  }

  private static SealedBody release(String address, byte[] body) {
    String epoch =
        EpochKeys.epochOf(body)
            .orElseThrow(() -> new IllegalStateException("an outbox row is not sealed"))
            .toString();
    return new SealedBody(address, body, Map.of(Addresses.EPOCH, epoch));
  }

  @Bean(destroyMethod = "close")
  SmppOutlet smppOutlet(
      OutletConfig.Smpp config,
      JdbcReceipts receipts,
      Inbound texts,
      Clock clock,
      SecureRandom random) {
    return new SmppOutlet(
        new OutletName(config.name()),
        new SmppSettings(
            config.server().host(),
            config.server().port(),
            config.tls(),
            config.systemId(),
            config.password().revealText(),
            config.sourceAddress(),
            config.binds(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            SmsRules.usual(config.signature())),
        receipts,
        texts,
        clock,
        random);
  }

  @Bean(destroyMethod = "close")
  WecomOutlet wecomOutlet(OutletConfig.Wecom config, Clock clock) {
    return new WecomOutlet(
        new OutletName(config.name()),
        new WecomSettings(
            config.baseUrl(),
            config.corpId(),
            config.secret().revealText(),
            config.agentId(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            30,
            1_000),
        clock);
  }

  @Bean
  ReleasedCopies releasedCopies() {
    return new ReleasedCopies();
  }

  @Bean
  ReleaseRoute smsRoute(
      SmppOutlet outlet,
      Setup setup,
      ReleasedCopies copies,
      EpochKeys epochs,
      Verifier verifier,
      JdbcDeliveryBook book,
      Clock clock) {
    return new ReleaseRoute(
        new ReleaseStep(sending(setup, copies, outlet), epochs, verifier, book, clock));
  }

  @Bean
  ReleaseRoute wecomRoute(
      WecomOutlet outlet,
      Setup setup,
      ReleasedCopies copies,
      EpochKeys epochs,
      Verifier verifier,
      JdbcDeliveryBook book,
      Clock clock) {
    return new ReleaseRoute(
        new ReleaseStep(sending(setup, copies, outlet), epochs, verifier, book, clock));
  }

  /**
   * What truly sends, and integrators' routes behind it, are not even known to the route while an
   * office only tries the gateway.
   */
  private static Outlet sending(Setup setup, ReleasedCopies copies, Outlet outlet) {
    return setup.config().shadow() ? new ShadowOutlet(outlet.name()) : copies.copying(outlet);
  }
}
