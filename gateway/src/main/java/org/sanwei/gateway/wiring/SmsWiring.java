package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.Segments;
import org.sanwei.routes.intake.SmsIntake;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.SegmentQueue;
import org.sanwei.routes.sms.Inbound;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Texts that come in over the SMS outlet's sessions. */
@Configuration(proxyBeanMethods = false)
class SmsWiring {

  /** There also without a channel: what an earlier configuration left waiting goes on its way. */
  @Bean(destroyMethod = "close")
  Segments segments(
      Intake intake,
      EpochKeys epochs,
      DurableQueue puts,
      SegmentQueue takes,
      Supplier<UUID> ids,
      Clock clock) {
    return Segments.open(intake, epochs, puts, takes, ids, clock);
  }

  @Bean
  Inbound inboundTexts(
      Setup setup,
      OutletConfig.Smpp outlet,
      Intake intake,
      Segments segments,
      Supplier<UUID> ids,
      Clock clock) {
    for (ChannelConfig channel : setup.config().channels().values()) {
      if (channel.source() instanceof ChannelConfig.Smpp smpp
          && smpp.outlet().equals(outlet.name())) {
        return new SmsIntake(channel.name(), smpp.segmentsWait(), intake, segments, ids, clock);
      }
    }
    return Inbound.NOBODY;
  }
}
