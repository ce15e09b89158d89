package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sanwei.gateway.channel.Alarms;
import org.sanwei.gateway.channel.ChannelTally;
import org.sanwei.gateway.desk.Accounts;
import org.sanwei.gateway.desk.DeadLetters;
import org.sanwei.gateway.desk.DeskInterface;
import org.sanwei.gateway.desk.DraftPurge;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.InboxPages;
import org.sanwei.gateway.desk.ItemPages;
import org.sanwei.gateway.desk.JdbcActBook;
import org.sanwei.gateway.desk.JdbcArrivalRegister;
import org.sanwei.gateway.desk.JdbcProposalBook;
import org.sanwei.gateway.desk.LiveRows;
import org.sanwei.gateway.desk.OfficersDesk;
import org.sanwei.gateway.desk.OpenPages;
import org.sanwei.gateway.desk.PageCorrections;
import org.sanwei.gateway.desk.Partitions;
import org.sanwei.gateway.desk.Raises;
import org.sanwei.gateway.desk.Raising;
import org.sanwei.gateway.desk.Receipts;
import org.sanwei.gateway.desk.RepeatGroups;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.desk.SpillTrail;
import org.sanwei.gateway.desk.Unsent;
import org.sanwei.gateway.facsimile.FacsimileInterface;
import org.sanwei.gateway.facsimile.FacsimilePages;
import org.sanwei.gateway.facsimile.Facsimiles;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.ledger.LedgerInterface;
import org.sanwei.gateway.ledger.LedgerPages;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.gateway.policy.PolicyNotices;
import org.sanwei.gateway.reply.NoticeBook;
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
import org.sanwei.routes.flow.ActBook;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.LocaleResolver;

/** The desk: register, inbox, ledger, and their pages. */
@Configuration(proxyBeanMethods = false)
class DeskWiring {
  /** Sealing an item takes some eight times its size; half of the heap is there for others. */
  private static final int RAISE_SHARE = 16;

  @Bean
  DeskSettings deskSettings(Setup setup) {
    return new DeskSettings(
        setup.config().unit(),
        setup.config().name(),
        setup.config().zone(),
        setup.sandbox(),
        setup.config().repeatsWithin(),
        setup.config().shadow());
  }

  @Bean
  Ledger ledger(JdbcClient jdbc, ObjectMapper json, Clock clock, DeskSettings desk) {
    return new Ledger(jdbc, json, clock, desk.unit());
  }

  @Bean(destroyMethod = "close")
  Stream stream() {
    return new Stream(200, Duration.ofSeconds(15));
  }

  @Bean
  JdbcArrivalRegister arrivalRegister(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Stream stream,
      DeskSettings desk,
      NoticeBook notices,
      Clock clock,
      ChannelTally tally) {
    return new JdbcArrivalRegister(
        jdbc, transaction, ledger, new LiveRows(stream), desk, notices, clock, tally);
  }

  @Bean
  ReceiptBook receiptBook(
      JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger, Stream stream) {
    Receipts receipts = new Receipts(jdbc, transaction, ledger, new LiveRows(stream));
    return receipts::record;
  }

  @Bean
  OfficersDesk officersDesk(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Stream stream,
      OfficerDirectory officers,
      Clock clock) {
    return new OfficersDesk(
        jdbc, transaction, ledger, new LiveRows(stream), officers::serving, clock);
  }

  @Bean
  ActBook actBook(OfficersDesk desk) {
    return new JdbcActBook(desk);
  }

  @Bean
  JdbcProposalBook proposalBook(OfficersDesk desk) {
    return new JdbcProposalBook(desk);
  }

  @Bean
  Raises raises(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Raising raising,
      DraftPurge drafts,
      Stream stream,
      DeskSettings desk,
      Clock clock) {
    return new Raises(
        jdbc,
        transaction,
        ledger,
        raising,
        drafts,
        new LiveRows(stream),
        desk,
        clock,
        Runtime.getRuntime().maxMemory() / RAISE_SHARE);
  }

  @Bean
  OpenPages openPages(JdbcClient jdbc) {
    return new OpenPages(jdbc);
  }

  @Bean
  PageCorrections pageCorrections(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      WordsJudge judge,
      Raises raises,
      Stream stream,
      DeskSettings desk,
      Clock clock) {
    return new PageCorrections(
        jdbc, transaction, ledger, judge, raises, new LiveRows(stream), desk, clock);
  }

  @Bean
  Inbox inbox(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Stream stream,
      DeskSettings desk,
      Clock clock) {
    return new Inbox(jdbc, transaction, ledger, new LiveRows(stream), desk, clock);
  }

  @Bean
  Accounts accounts(JdbcClient jdbc, DeskSettings desk, Clock clock) {
    return new Accounts(jdbc, desk, clock);
  }

  @Bean
  Partitions partitions(JdbcClient jdbc, Clock clock, TaskScheduler scheduler) {
    Partitions partitions = new Partitions(jdbc, clock);
    partitions.prepare();
    scheduler.scheduleWithFixedDelay(
        partitions::prepare, clock.instant().plus(Duration.ofDays(1)), Duration.ofDays(1));
    return partitions;
  }

  /** A digest of what a message says lies no longer than it is of use. */
  @Bean
  RepeatGroups repeatGroups(
      JdbcClient jdbc, DeskSettings desk, Clock clock, TaskScheduler scheduler) {
    RepeatGroups repeats = new RepeatGroups(jdbc, desk, clock);
    scheduler.scheduleWithFixedDelay(repeats::forget, Duration.ofMinutes(5));
    return repeats;
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService refusalThread() {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_000), named("refusals"));
  }

  @Bean
  RefusalLedger refusalLedger(
      ExecutorService refusalThread, Clock clock, TransactionTemplate transaction, Ledger ledger) {
    return new RefusalLedger(
        refusalThread,
        clock,
        facts ->
            transaction.executeWithoutResult(
                status ->
                    ledger.append(
                        LedgerEvent.Step.BROKER_REFUSED, Ledger.SERVICE, null, null, null, facts)));
  }

  /** Closed after the routes, which ask them, have stopped. */
  @Bean(destroyMethod = "close")
  PictureAndTextReader reader(HeadStart ahead) {
    return ahead.readers();
  }

  @Bean
  LocaleResolver localeResolver() {
    return Languages.resolver();
  }

  @Bean
  FrameAdvice frameAdvice(
      DeskSettings desk, Clock clock, Setup setup, Alarms alarms, PolicyNotices policy) {
    List<NavEntry> entries = new ArrayList<>();
    entries.add(new NavEntry("inbox", "/", Act.READ_ITEMS));
    if (SlipWiring.channel(setup) != null) {
      entries.add(new NavEntry("slips", "/slips", Act.TAKE_DOWN));
    }
    entries.add(new NavEntry("bulletins", "/bulletins", Act.READ_BULLETINS));
    entries.add(new NavEntry("channels", "/channels", Act.READ_CHANNELS));
    if (setup.config().shadow()) {
      entries.add(new NavEntry("officebook", "/officebook", Act.COMPARE_REGISTER));
    }
    entries.add(new NavEntry("policy", "/policy", Act.READ_POLICY));
    entries.add(new NavEntry("ledger", "/ledger", Act.READ_LEDGER));
    entries.add(new NavEntry("accounts", "/accounts", Act.READ_ACCOUNTS));
    return new FrameAdvice(
        desk,
        clock,
        entries,
        () ->
            java.util.stream.Stream.concat(policy.now().stream(), alarms.now().stream()).toList());
  }

  @Bean
  LoginPage loginPage(LocaleResolver languages) {
    return new LoginPage(languages);
  }

  @Bean
  ErrorPages errorPages() {
    return new ErrorPages();
  }

  @Bean
  Refusals refusals() {
    return new Refusals();
  }

  @Bean
  TypedWords typedWords(WordsJudge judge, Clock clock) {
    return new TypedWords(judge, clock);
  }

  @Bean
  WordsInterface wordsInterface(TypedWords words) {
    return new WordsInterface(words);
  }

  @Bean
  InboxPages inboxPages(
      Inbox inbox, Accounts accounts, DeadLetters dead, Unsent unsent, TypedWords words) {
    return new InboxPages(inbox, accounts, dead, unsent, words);
  }

  @Bean
  ItemPages itemPages(
      Inbox inbox,
      OpenPages pages,
      Raises raises,
      ResendDesk resends,
      SpillTrail spread,
      Unsent unsent,
      People people) {
    return new ItemPages(inbox, pages, raises, resends, spread, unsent, people);
  }

  @Bean
  Facsimiles facsimiles(Inbox inbox, OpenPages pages, People people) {
    return new Facsimiles(inbox, pages, people);
  }

  @Bean
  FacsimilePages facsimilePages(Facsimiles facsimiles, PageCorrections corrections) {
    return new FacsimilePages(facsimiles, corrections);
  }

  @Bean
  FacsimileInterface facsimileInterface(Facsimiles facsimiles, PageCorrections corrections) {
    return new FacsimileInterface(facsimiles, corrections);
  }

  @Bean
  DeskInterface deskInterface(Inbox inbox, Raises raises, Accounts accounts, TypedWords words) {
    return new DeskInterface(inbox, raises, accounts, words);
  }

  @Bean
  LedgerInterface ledgerInterface(Ledger ledger) {
    return new LedgerInterface(ledger);
  }

  @Bean
  LedgerPages ledgerPages(Ledger ledger) {
    return new LedgerPages(ledger);
  }

  @Bean
  StreamInterface streamInterface(Stream stream) {
    return new StreamInterface(stream);
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    return runnable -> {
      Thread thread = new Thread(runnable, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
