package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.gateway.channel.Alarms;
import org.sanwei.gateway.channel.ChannelBoard;
import org.sanwei.gateway.channel.ChannelInterface;
import org.sanwei.gateway.channel.ChannelPages;
import org.sanwei.gateway.channel.ChannelRows;
import org.sanwei.gateway.channel.ChannelTally;
import org.sanwei.gateway.channel.ChannelWatch;
import org.sanwei.gateway.channel.ConnectionTests;
import org.sanwei.gateway.channel.Faults;
import org.sanwei.gateway.channel.OutletBoard;
import org.sanwei.gateway.channel.OutletRows;
import org.sanwei.gateway.channel.ProbeRows;
import org.sanwei.gateway.channel.Probes;
import org.sanwei.gateway.channel.ReaderBoard;
import org.sanwei.gateway.channel.RefusedPosts;
import org.sanwei.gateway.channel.SilenceWatch;
import org.sanwei.gateway.channel.WaysOut;
import org.sanwei.gateway.channel.reach.Outlets;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.intake.SourceTrouble;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.release.WecomOutlet;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Channel health: counts, silence, connection tests, probes. */
@Configuration(proxyBeanMethods = false)
class ChannelWiring {
  private static final int THREADS = 4;
  private static final int WAITING = 100;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration FIRST_TESTS = Duration.ofSeconds(10);

  /** Tests and probes run here; a place that hangs keeps its thread and nothing else. */
  record ChannelThreads(ExecutorService pool) {
    void shutdownNow() {
      pool.shutdownNow();
    }
  }

  @Bean(destroyMethod = "shutdownNow")
  ChannelThreads channelThreads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "channel-test");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return new ChannelThreads(pool);
  }

  @Bean
  ChannelTally channelTally(JdbcClient jdbc, Ledger ledger, DeskSettings desk, Clock clock) {
    return new ChannelTally(jdbc, ledger, desk, clock);
  }

  @Bean
  ChannelRows channelRows(JdbcClient jdbc, DeskSettings desk, Setup setup) {
    return new ChannelRows(jdbc, desk, setup.config().channels().keySet());
  }

  @Bean
  ProbeRows probeRows(JdbcClient jdbc, DeskSettings desk) {
    return new ProbeRows(jdbc, desk);
  }

  @Bean
  Faults channelFaults(Setup setup, Clock clock) {
    return new Faults(setup.config().channels().keySet(), clock);
  }

  @Bean
  Ways channelWays(
      Setup setup,
      GatewayKeys keys,
      SmsSessions sessions,
      Environment environment,
      Clock clock,
      SecureRandom random) {
    IntranetDoors doors = setup.config().intranet();
    return new Ways(
        setup.config(),
        new OwnPort(
            setup.config(),
            () -> environment.getProperty("local.server.port", Integer.class, setup.webPort())),
        sessions,
        Addresses.INTRANET,
        doors != null && doors.tls() ? ownAuthority(setup, keys) : null,
        clock,
        random);
  }

  @Bean
  SmsSessions smsSessions(SmppOutlet sms) {
    return new SmsSessions(sms);
  }

  @Bean
  Outlets outletWays(Setup setup, SmsSessions sessions, WecomOutlet wecom) {
    return new Outlets(setup.config().outlets(), sessions, wecom::refusal);
  }

  @Bean
  WaysOut waysOut(
      Setup setup,
      Outlets outlets,
      JdbcClient jdbc,
      ChannelThreads threads,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    // What goes wrong with a way out stands in the book of deliveries: no faults are gathered.
    ConnectionTests tests =
        new ConnectionTests(
            "outlet",
            outlets,
            threads.pool(),
            new Faults(Set.of(), clock),
            transaction,
            ledger,
            clock);
    OutletRows rows = new OutletRows(jdbc, outlets.names());
    return new WaysOut(new OutletBoard(setup.config().outlets(), rows, tests, clock), tests);
  }

  @Bean
  OutletMetrics outletMetrics(WaysOut out, Outlets outlets) {
    return new OutletMetrics(out.board(), outlets.names());
  }

  /** Tells the page at once, and not at the next round of tests. */
  @Bean
  SourceTrouble sourceTrouble(ConnectionTests connectionTests, Faults channelFaults) {
    return (channel, failing) -> {
      if (failing) {
        channelFaults.note(channel, "poll-failed", "");
      }
      connectionTests.soon(channel);
    };
  }

  /** People come and go: nobody is alarmed when they write nothing down, unless the policy says. */
  private static Supplier<SilenceFloors> floors(Setup setup, PolicyInForce policies) {
    List<String> people =
        setup.config().channels().values().stream()
            .filter(channel -> channel.source() instanceof ChannelConfig.Slips)
            .map(ChannelConfig::name)
            .toList();
    return () -> policies.policy().silence().sparing(people);
  }

  /** Trusts what the broker's doors show: certificates of our own authority. */
  private static SSLContext ownAuthority(Setup setup, GatewayKeys keys) {
    Path trust = setup.keys().resolve("tls").resolve("trust.p12");
    try (InputStream in = Files.newInputStream(trust)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, keys.password("tls.password"));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartRefused(trust + " cannot be used", "remove keys/tls, it is made anew");
    }
  }

  @Bean
  ConnectionTests connectionTests(
      Ways ways,
      ChannelThreads threads,
      Faults faults,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    return new ConnectionTests(ways, threads.pool(), faults, transaction, ledger, clock);
  }

  @Bean
  Probes probes(
      Ways ways,
      ProbeRows rows,
      EmbeddedBroker broker,
      ChannelThreads threads,
      TransactionTemplate transaction,
      Ledger ledger,
      Setup setup,
      DeskSettings desk,
      Clock clock,
      Supplier<UUID> ids,
      SecureRandom random) {
    Probes probes =
        new Probes(
            ways,
            rows,
            new LineTakingOff(broker.server()),
            threads.pool(),
            transaction,
            ledger,
            setup.config().probe(),
            desk,
            clock,
            ids,
            random);
    // Before any message is judged.
    probes.remember();
    return probes;
  }

  @Bean
  SilenceWatch silenceWatch(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      ChannelRows rows,
      Setup setup,
      PolicyInForce policies,
      DeskSettings desk,
      Clock clock) {
    return new SilenceWatch(jdbc, transaction, ledger, rows, floors(setup, policies), desk, clock);
  }

  @Bean
  ChannelWatch channelWatch(SilenceWatch silence, Probes probes, Faults faults, ChannelRows rows) {
    return new ChannelWatch(silence, probes, faults, rows);
  }

  @Bean
  ChannelBoard channelBoard(
      Setup setup,
      PolicyInForce policies,
      ChannelRows rows,
      ProbeRows probes,
      ConnectionTests tests,
      Clock clock) {
    return new ChannelBoard(
        setup.config().channels(),
        rows,
        probes,
        tests,
        floors(setup, policies),
        setup.config().probe().within(),
        clock);
  }

  @Bean
  ChannelMetrics channelMetrics(ChannelBoard board, Setup setup) {
    return new ChannelMetrics(board, setup.config().channels().keySet());
  }

  @Bean
  Alarms alarms(ChannelRows rows, ProbeRows probes, Clock clock) {
    return new Alarms(rows, probes, clock);
  }

  @Bean
  ReaderBoard readerBoard(PictureAndTextReader readers, EmbeddedBroker broker, Clock clock) {
    PictureQueues waiting = new PictureQueues(broker.server(), clock);
    return new ReaderBoard(() -> readers.views(waiting.now()), clock);
  }

  @Bean
  ReaderMetrics readerMetrics(ReaderBoard board) {
    return new ReaderMetrics(board);
  }

  @Bean
  ChannelPages channelPages(
      ChannelBoard board,
      ConnectionTests connectionTests,
      Probes probes,
      WaysOut out,
      ReaderBoard readers) {
    return new ChannelPages(board, connectionTests, probes, out, readers);
  }

  @Bean
  ChannelInterface channelInterface(
      ChannelBoard board,
      ConnectionTests connectionTests,
      Probes probes,
      WaysOut out,
      ReaderBoard readers) {
    return new ChannelInterface(board, connectionTests, probes, out, readers);
  }

  @Bean
  WebMvcConfigurer refusedPosts(Setup setup, Faults faults) {
    RefusedPosts refused = new RefusedPosts(setup.config().channels(), faults);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(refused).addPathPatterns("/api/v1/intake/*");
      }
    };
  }

  /** Begins to look once everything runs: the first look finds what a stop left unfinished. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> channelWatchStart(
      ChannelWatch watch,
      ConnectionTests tests,
      WaysOut out,
      ChannelThreads threads,
      TaskScheduler scheduler,
      Clock clock) {
    return ready -> {
      scheduler.scheduleWithFixedDelay(watch, clock.instant(), SilenceWatch.EVERY);
      scheduler.scheduleWithFixedDelay(watch::soon, clock.instant(), SOON);
      // Not at once: an outlet's sessions are still being bound.
      scheduler.scheduleWithFixedDelay(
          // One after the other: each keeps a thread while another tests.
          () ->
              threads
                  .pool()
                  .execute(
                      () -> {
                        tests.testAll();
                        out.tests().testAll();
                      }),
          clock.instant().plus(FIRST_TESTS),
          ConnectionTests.EVERY);
    };
  }
}
