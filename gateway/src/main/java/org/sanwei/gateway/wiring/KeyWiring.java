package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.OfficerDirectory;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.routes.handover.ActReader;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.message.TimeOrderedIds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Clock, randomness, keys, and what seals and opens with them. */
@Configuration(proxyBeanMethods = false)
class KeyWiring {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(3);
    scheduler.setThreadNamePrefix("clockwork-");
    scheduler.setDaemon(true);
    return scheduler;
  }

  @Bean
  Supplier<UUID> timeOrderedIds(Clock clock, SecureRandom random) {
    return new TimeOrderedIds(clock, random);
  }

  @Bean
  GatewayKeys gatewayKeys(HeadStart ahead) {
    return ahead.keys().files();
  }

  @Bean
  MasterKey masterKey(HeadStart ahead) {
    return ahead.keys().master();
  }

  @Bean
  IdentityKey identityKey(MasterKey master) {
    return master.identityKey();
  }

  @Bean
  EpochKeys epochKeys(Setup setup, MasterKey master, Clock clock, SecureRandom random)
      throws IOException {
    return EpochKeys.open(
        setup.data().resolve("epochs"), master, setup.config().epoch(), clock, random);
  }

  @Bean
  PersonalKey signingKey(HeadStart ahead) {
    return ahead.keys().signing();
  }

  @Bean
  OfficerDirectory officerDirectory(HeadStart ahead) {
    return ahead.keys().officers();
  }

  @Bean
  CipherEnvelopeVerifier gatewayEnvelopes(PersonalKey signing) {
    return new CipherEnvelopeVerifier(Set.of(signing.certificate()));
  }

  @Bean
  CipherEnvelopeVerifier officerEnvelopes(OfficerDirectory officers) {
    return new CipherEnvelopeVerifier(officers.receivers());
  }

  @Bean
  Departures departures(
      PersonalKey signing,
      SecureRandom random,
      OfficerDirectory officers,
      Clock clock,
      Setup setup) {
    return new Departures(
        new CipherEnvelopeSealer(signing, random), officers, clock, setup.config().unit());
  }

  @Bean
  ReceiptReader receiptReader(
      PersonalKey signing, CipherEnvelopeVerifier officerEnvelopes, OfficerDirectory officers) {
    return new ReceiptReader(new CipherEnvelopeOpener(signing, officerEnvelopes), officers);
  }

  @Bean
  ActReader actReader(
      PersonalKey signing,
      CipherEnvelopeVerifier officerEnvelopes,
      OfficerDirectory officers,
      PolicyInForce policies,
      Clock clock) {
    return new ActReader(
        new CipherEnvelopeOpener(signing, officerEnvelopes),
        officers,
        () -> Optional.ofNullable(policies.policy().ceiling()),
        clock);
  }
}
