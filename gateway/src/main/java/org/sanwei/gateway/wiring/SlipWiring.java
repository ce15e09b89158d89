package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.crypto.key.ErasableKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.slip.SlipInterface;
import org.sanwei.gateway.slip.SlipPages;
import org.sanwei.gateway.slip.SlipRules;
import org.sanwei.gateway.slip.Slips;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.intake.HandIntake;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.read.Reader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** Slips that people at the desk write. */
@Configuration(proxyBeanMethods = false)
class SlipWiring {
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  /** The channel of the deployment that takes slips; null when it has none. */
  static @Nullable ChannelConfig channel(Setup setup) {
    return setup.config().channels().values().stream()
        .filter(channel -> channel.source() instanceof ChannelConfig.Slips)
        .findFirst()
        .orElse(null);
  }

  @Bean
  ErasableKeys slipKeys(Setup setup, MasterKey master, Clock clock, SecureRandom random)
      throws IOException {
    return ErasableKeys.open(setup.data().resolve("slips"), master, clock, random);
  }

  @Bean
  Slips slips(
      Setup setup,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ErasableKeys slipKeys,
      Reader reader,
      WordsJudge judge,
      Ledger ledger,
      Intake intake,
      DeskSettings desk,
      Clock clock,
      TaskScheduler scheduler) {
    ChannelConfig channel = channel(setup);
    ChannelConfig.Slips config =
        channel == null
            ? new ChannelConfig.Slips(Duration.ofDays(7), 0)
            : (ChannelConfig.Slips) channel.source();
    Slips slips =
        new Slips(
            jdbc,
            transaction,
            slipKeys,
            reader,
            judge,
            ledger,
            clock,
            desk.unit(),
            channel == null ? null : new HandIntake(channel.name(), intake, clock),
            new SlipRules(config.keep(), config.open()));
    scheduler.scheduleWithFixedDelay(
        slips::sweep, clock.instant().plus(Duration.ofMinutes(1)), SWEEP_EVERY);
    return slips;
  }

  @Bean
  SlipPages slipPages(Slips slips) {
    return new SlipPages(slips);
  }

  @Bean
  SlipInterface slipInterface(Slips slips, Inbox inbox, ObjectMapper json) {
    return new SlipInterface(slips, inbox, json);
  }
}
