package org.sanwei.gateway.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.gateway.channel.TestChannels;
import org.sanwei.gateway.database.TestDatabase;
import org.sanwei.gateway.facsimile.FacsimileInterface;
import org.sanwei.gateway.facsimile.FacsimilePages;
import org.sanwei.gateway.facsimile.Facsimiles;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.ledger.LedgerInterface;
import org.sanwei.gateway.ledger.LedgerPages;
import org.sanwei.gateway.ledger.LoginLedger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.DeskLogin;
import org.sanwei.gateway.people.LoginThrottle;
import org.sanwei.gateway.people.LoginWitness;
import org.sanwei.gateway.people.LoginWitness.Door;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.policy.TestPolicy;
import org.sanwei.gateway.reply.NoticeBook;
import org.sanwei.gateway.reply.ResendInterface;
import org.sanwei.gateway.reply.Resends;
import org.sanwei.gateway.web.DeskSecurity;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.web.ErrorPages;
import org.sanwei.gateway.web.FrameAdvice;
import org.sanwei.gateway.web.Languages;
import org.sanwei.gateway.web.LoginPage;
import org.sanwei.gateway.web.NavEntry;
import org.sanwei.gateway.web.Refusals;
import org.sanwei.gateway.web.Stream;
import org.sanwei.gateway.web.StreamInterface;
import org.sanwei.gateway.words.TypedWords;
import org.sanwei.gateway.words.WordsInterface;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.LocaleResolver;

/** Wires the desk and its pages over a database of their own, for tests. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({
  FrameAdvice.class,
  LoginPage.class,
  ErrorPages.class,
  Refusals.class,
  StreamInterface.class,
  InboxPages.class,
  ItemPages.class,
  OpenPages.class,
  Facsimiles.class,
  FacsimilePages.class,
  FacsimileInterface.class,
  DeskInterface.class,
  ResendInterface.class,
  LedgerPages.class,
  LedgerInterface.class,
  Accounts.class,
  Receipts.class,
  LiveRows.class,
  TestChannels.class,
  TestPolicy.class,
  WordsInterface.class
})
class TestWeb {
  /** What the tests' broker could not deliver; negative when it does not answer. */
  static final AtomicLong DEAD = new AtomicLong();

  @Bean
  DeadLetters deadLetters() {
    return () -> DEAD.get() < 0 ? OptionalLong.empty() : OptionalLong.of(DEAD.get());
  }

  /** First of all: a test of bulletins has an outbox besides. */
  @Bean
  @Primary
  Unsent unsent() {
    return new Unsent() {
      @Override
      public long count() {
        return 0;
      }

      @Override
      public boolean holds(ArrivalId id) {
        return false;
      }
    };
  }

  @Bean
  DataSource dataSource() {
    return TestDatabase.freshDatabase();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  DeskSettings settings() {
    return TestDesk.SETTINGS;
  }

  @Bean
  List<NavEntry> nav() {
    return List.of(
        new NavEntry("inbox", "/", Act.READ_ITEMS),
        new NavEntry("channels", "/channels", Act.READ_CHANNELS),
        new NavEntry("policy", "/policy", Act.READ_POLICY),
        new NavEntry("ledger", "/ledger", Act.READ_LEDGER),
        new NavEntry("accounts", "/accounts", Act.READ_ACCOUNTS));
  }

  @Bean
  LocaleResolver localeResolver() {
    return Languages.resolver();
  }

  @Bean
  TransactionTemplate transaction(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Ledger ledger(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    return new Ledger(jdbc, json, clock, Samples.UNIT);
  }

  @Bean
  JdbcArrivalRegister register(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings settings,
      Clock clock,
      ArrivalTally tally) {
    return new JdbcArrivalRegister(
        jdbc, transaction, ledger, events, settings, Registered.NOBODY, clock, tally);
  }

  @Bean
  Raises raises(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings settings,
      Clock clock) {
    return new Raises(
        jdbc,
        transaction,
        ledger,
        new KeptEnvelopes(),
        DraftPurge.NOTHING,
        events,
        settings,
        clock,
        1 << 20);
  }

  @Bean
  PageCorrections pageCorrections(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Raises raises,
      DeskEvents events,
      DeskSettings settings,
      Clock clock) {
    return new PageCorrections(jdbc, transaction, ledger, STARS, raises, events, settings, clock);
  }

  /** Every fax may be asked for again, and what is asked for waits. */
  @Bean
  ResendDesk resends(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Inbox inbox,
      Ledger ledger,
      DeskEvents events,
      Clock clock) {
    ReceiptConfig config =
        new ReceiptConfig(
            ReceiptConfig.Way.SMS, Duration.ofSeconds(30), Duration.ofDays(7), 5, 60, null);
    NoticeBook book =
        new NoticeBook(jdbc, transaction, ledger, events, Map.of("fax-1", config), clock);
    return new Resends(
        jdbc, transaction, inbox, book, id -> Optional.empty(), Set.of("fax-1"), ledger, events);
  }

  @Bean
  SpillTrail spillTrail() {
    return id -> List.of(new SpillTrail.Spread("b-1", "SIGNED", false, List.of("王书记")));
  }

  @Bean
  Inbox inbox(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      DeskEvents events,
      DeskSettings settings,
      Clock clock) {
    return new Inbox(jdbc, transaction, ledger, events, settings, clock);
  }

  /** A small policy: what has a mark's star in it may not stand. */
  private static final WordsJudge STARS =
      (content, arrival) -> {
        boolean open = content.parts().stream().noneMatch(part -> part.text().contains("★"));
        return new Verdict(
            open ? Outcome.OPEN : Outcome.CLASSIFIED,
            open ? "none" : "mark",
            Label.BOTTOM,
            Samples.POLICY,
            List.of());
      };

  @Bean
  TypedWords typedWords(Clock clock) {
    return new TypedWords(STARS, clock);
  }

  @Bean(destroyMethod = "close")
  Stream stream() {
    return new Stream(20, Duration.ofSeconds(1));
  }

  @Bean
  People people(JdbcClient jdbc) {
    return new People(jdbc, PasswordEncoderFactories.createDelegatingPasswordEncoder());
  }

  @Bean
  LoginWitness witness(Ledger ledger, TransactionTemplate transaction, Clock clock) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new LoginLedger(ledger, transaction, clock, key);
  }

  @Bean
  Logins logins(People people, LoginWitness witness, Clock clock) {
    LoginThrottle perLogin = new LoginThrottle(clock, 5, Duration.ofMinutes(5), 10_000);
    LoginThrottle perAddress = new LoginThrottle(clock, 1_000, Duration.ofMinutes(5), 10_000);
    return new Logins(
        new DeskLogin(people, perLogin, perAddress, witness, Door.PAGE),
        new DeskLogin(people, perLogin, perAddress, witness, Door.INTERFACE));
  }

  record Logins(DeskLogin page, DeskLogin face) {}

  @Bean
  @Order(1)
  SecurityFilterChain api(HttpSecurity http, Logins logins) throws Exception {
    return DeskSecurity.api(http, logins.face());
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http, Logins logins) throws Exception {
    return DeskSecurity.pages(http, logins.page());
  }
}
