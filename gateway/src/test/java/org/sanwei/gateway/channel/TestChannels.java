package org.sanwei.gateway.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.config.policy.SilenceFloors;
import org.sanwei.gateway.channel.reach.Outlets;
import org.sanwei.gateway.channel.reach.OwnPort;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.web.DeskSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The channels of the tests' desk: a folder that works, posts to a closed port, texts. */
@Configuration(proxyBeanMethods = false)
public class TestChannels {
  @Bean
  GatewayConfig gatewayConfig() throws IOException {
    Path drop = Files.createDirectories(Path.of("target", "test-drop").toAbsolutePath());
    return Channels.config(
        Map.of(
            "fax-1",
            new ChannelConfig("fax-1", ChannelKind.FAX, Channels.faxFolder(drop).source()),
            "sms-1",
            new ChannelConfig("sms-1", ChannelKind.SMS, Channels.texts().source()),
            "hotline-1",
            Channels.posts("hotline-1", ChannelKind.HOTLINE),
            "intranet-1",
            Channels.posts("intranet-1", ChannelKind.INTRANET),
            "hand-desk",
            new ChannelConfig(
                "hand-desk", ChannelKind.HAND, new ChannelConfig.Slips(Duration.ofDays(7), 20))));
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService channelThreads() {
    return Executors.newCachedThreadPool();
  }

  @Bean
  ChannelTally tally(JdbcClient jdbc, Ledger ledger, DeskSettings desk, Clock clock) {
    return new ChannelTally(jdbc, ledger, desk, clock);
  }

  @Bean
  ChannelRows channelRows(JdbcClient jdbc, DeskSettings desk, GatewayConfig config) {
    return new ChannelRows(jdbc, desk, config.channels().keySet());
  }

  @Bean
  ProbeRows probeRows(JdbcClient jdbc, DeskSettings desk) {
    return new ProbeRows(jdbc, desk);
  }

  @Bean
  Faults faults(GatewayConfig config, Clock clock) {
    return new Faults(config.channels().keySet(), clock);
  }

  @Bean
  Ways ways(GatewayConfig config, Clock clock) {
    return new Ways(
        config,
        new OwnPort(config, () -> 1),
        outlet -> Ways.Answer.ANSWERS,
        "intranet.in",
        null,
        clock,
        new SecureRandom());
  }

  @Bean
  ConnectionTests connectionTests(
      Ways ways,
      ExecutorService channelThreads,
      Faults faults,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    return new ConnectionTests(ways, channelThreads, faults, transaction, ledger, clock);
  }

  @Bean
  Probes probes(
      Ways ways,
      ProbeRows rows,
      ExecutorService channelThreads,
      TransactionTemplate transaction,
      Ledger ledger,
      GatewayConfig config,
      DeskSettings desk,
      Clock clock) {
    return new Probes(
        ways,
        rows,
        (item, line, envelope) -> true,
        channelThreads,
        transaction,
        ledger,
        config.probe(),
        desk,
        clock,
        UUID::randomUUID,
        new SecureRandom());
  }

  @Bean
  ChannelWatch channelWatch(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      ChannelRows rows,
      Probes probes,
      Faults faults,
      DeskSettings desk,
      Clock clock) {
    SilenceWatch silence =
        new SilenceWatch(
            jdbc,
            transaction,
            ledger,
            rows,
            () -> SilenceFloors.USUAL.sparing(List.of("hand-desk")),
            desk,
            clock);
    return new ChannelWatch(silence, probes, faults, rows);
  }

  @Bean
  ChannelBoard channelBoard(
      GatewayConfig config,
      ChannelRows rows,
      ProbeRows probes,
      ConnectionTests tests,
      Clock clock) {
    return new ChannelBoard(
        config.channels(),
        rows,
        probes,
        tests,
        () -> SilenceFloors.USUAL.sparing(List.of("hand-desk")),
        config.probe().within(),
        clock);
  }

  /** A centre that answers, and a WeCom that gives no token. */
  @Bean
  WaysOut waysOut(
      ExecutorService channelThreads,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Clock clock) {
    Secret secret = new Secret(new byte[1]);
    Map<String, OutletConfig> outlets =
        Map.of(
            "sms",
            new OutletConfig.Smpp(
                "sms",
                new GatewayConfig.Endpoint("127.0.0.1", 2775),
                false,
                "sanwei",
                secret,
                "10690000",
                "值班室",
                1),
            "wecom",
            new OutletConfig.Wecom("wecom", URI.create("http://127.0.0.1:9"), "c", 1, secret));
    ConnectionTests tests =
        new ConnectionTests(
            "outlet",
            new Outlets(outlets, outlet -> Ways.Answer.ANSWERS, () -> Optional.of("wecom-40001")),
            channelThreads,
            new Faults(Set.of(), clock),
            transaction,
            ledger,
            clock);
    OutletRows rows = new OutletRows(jdbc, outlets.keySet());
    return new WaysOut(new OutletBoard(outlets, rows, tests, clock), tests);
  }

  @Bean
  Alarms alarms(ChannelRows rows, ProbeRows probes, Clock clock) {
    return new Alarms(rows, probes, clock);
  }

  /** As a test sets them. */
  @Bean
  ReaderBoard readerBoard(Clock clock) {
    return new ReaderBoard(Readers.NOW::get, clock);
  }

  @Bean
  ChannelPages channelPages(
      ChannelBoard board, ConnectionTests tests, Probes probes, WaysOut out, ReaderBoard readers) {
    return new ChannelPages(board, tests, probes, out, readers);
  }

  @Bean
  ChannelInterface channelInterface(
      ChannelBoard board, ConnectionTests tests, Probes probes, WaysOut out, ReaderBoard readers) {
    return new ChannelInterface(board, tests, probes, out, readers);
  }
}
