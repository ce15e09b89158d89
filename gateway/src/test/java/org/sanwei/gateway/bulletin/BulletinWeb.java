package org.sanwei.gateway.bulletin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.sandbox.PhoneBook;
import org.sanwei.gateway.sandbox.Phones;
import org.sanwei.gateway.sandbox.SandboxSmsc;
import org.sanwei.gateway.sandbox.SandboxWecom;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.wiring.BulletinDesk;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseStep;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.release.SmppSettings;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.WecomOutlet;
import org.sanwei.routes.release.WecomRules;
import org.sanwei.routes.release.WecomSettings;
import org.sanwei.routes.sms.Inbound;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bulletins beside the desk's test wiring, with the sandbox's SMSC and WeCom as real
 * counterparties. Only the broker is left out: the relay hands each release straight to the step of
 * its outlet.
 */
@Configuration(proxyBeanMethods = false)
@Import(BulletinDesk.class)
class BulletinWeb {
  private static final OutletName SMS = new OutletName("sms");
  private static final OutletName WECOM = new OutletName("wecom");

  @Bean
  BulletinRules rules() {
    return new BulletinRules(
        SMS, SmsRules.usual("泰山市值班室"), WECOM, WecomRules.usual(), Duration.ofHours(2));
  }

  @Bean
  PersonalKey releaseKey(Clock clock, SecureRandom random) {
    return PersonalKey.create("release", clock.instant(), Duration.ofDays(1), random);
  }

  @Bean
  WordsJudge judge() {
    return TestBulletins::judge;
  }

  @Bean
  SecureRandom random() {
    return new SecureRandom();
  }

  @Bean
  EpochKeys epochs(Clock clock, SecureRandom random) throws IOException {
    Path directory = Files.createTempDirectory(Path.of("target"), "keys-");
    return EpochKeys.open(
        directory.resolve("epochs"),
        MasterKey.createFile(directory.resolve("master"), random),
        Duration.ofMinutes(10),
        clock,
        random);
  }

  @Bean
  RecipientBook recipients(JdbcClient jdbc, DeskSettings desk) {
    RecipientBook book = new RecipientBook(jdbc, desk.unit());
    PhoneBook.invented()
        .owners()
        .forEach(owner -> book.put(owner.name(), owner.post(), owner.number(), owner.userId()));
    return book;
  }

  @Bean
  Phones phones(Clock clock) {
    return new Phones(PhoneBook.invented(), clock);
  }

  @Bean(destroyMethod = "close")
  SandboxSmsc smsc(Phones phones, Clock clock) throws IOException {
    return SandboxSmsc.start(
        new SandboxSmsc.Settings("sanwei", "pass", Duration.ofMillis(300)), phones, clock, 0);
  }

  @Bean(destroyMethod = "close")
  SandboxWecom wecom(Phones phones, Clock clock) throws IOException {
    return SandboxWecom.start(
        SandboxWecom.Settings.ordinary("corp", "secret", 1000002, 50),
        phones,
        clock,
        new SecureRandom(),
        0);
  }

  @Bean(destroyMethod = "close")
  SmppOutlet smsOutlet(SandboxSmsc smsc, JdbcReceipts receipts, Clock clock) {
    return new SmppOutlet(
        SMS,
        new SmppSettings(
            "127.0.0.1",
            smsc.port(),
            false,
            "sanwei",
            "pass",
            "10690000",
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            SmsRules.usual("泰山市值班室")),
        receipts,
        Inbound.NOBODY,
        clock,
        new SecureRandom());
  }

  @Bean(destroyMethod = "close")
  WecomOutlet wecomOutlet(SandboxWecom wecom, Clock clock) {
    return new WecomOutlet(
        WECOM,
        new WecomSettings(
            wecom.baseUri(),
            "corp",
            "secret",
            1000002,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            30,
            1000),
        clock);
  }

  @Bean(destroyMethod = "close")
  OutboxRelay relay(
      Outbox outbox,
      SmppOutlet sms,
      WecomOutlet wecom,
      EpochKeys epochs,
      Verifier verifier,
      JdbcDeliveryBook book,
      TransactionTemplate transaction,
      Ledger ledger,
      ExecutorService broker,
      Clock clock) {
    Map<String, ReleaseStep> steps =
        Map.of(
            SMS.address(), new ReleaseStep(sms, epochs, verifier, book, clock),
            WECOM.address(), new ReleaseStep(wecom, epochs, verifier, book, clock));
    OutboxRelay relay =
        new OutboxRelay(
            outbox,
            (address, body, item) ->
                broker.execute(() -> requireNonNull(steps.get(address)).accept(body)),
            LineFit.ANY,
            transaction,
            ledger);
    relay.start(Duration.ofMillis(100));
    return relay;
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService broker() {
    return Executors.newFixedThreadPool(2);
  }
}
