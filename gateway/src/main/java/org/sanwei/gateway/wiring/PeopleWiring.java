package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.ledger.LoginLedger;
import org.sanwei.gateway.people.DeskLogin;
import org.sanwei.gateway.people.LoginThrottle;
import org.sanwei.gateway.people.LoginWitness;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.web.DeskSecurity;
import org.sanwei.gateway.web.DeskSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may come in: people, their log-ins and what guards the doors of the web. */
@Configuration(proxyBeanMethods = false)
class PeopleWiring {
  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  People people(JdbcClient jdbc, PasswordEncoder encoder) {
    return new People(jdbc, encoder);
  }

  @Bean
  ConfiguredPeople configuredPeople(Setup setup, DeskSettings desk, People people) {
    ConfiguredPeople configured = new ConfiguredPeople(setup.configDir(), desk.unit(), people);
    configured.addMissing();
    return configured;
  }

  @Bean
  LoginWitness loginWitness(
      Ledger ledger, TransactionTemplate transaction, Clock clock, SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new LoginLedger(ledger, transaction, clock, key);
  }

  /** Failures are counted for pages and interface together. */
  record Throttles(LoginThrottle perLogin, LoginThrottle perAddress) {}

  @Bean
  Throttles throttles(Clock clock) {
    return new Throttles(
        new LoginThrottle(clock, 5, Duration.ofMinutes(5), 10_000),
        new LoginThrottle(clock, 50, Duration.ofMinutes(5), 10_000));
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(
      HttpSecurity http, People people, Throttles throttles, LoginWitness witness)
      throws Exception {
    return DeskSecurity.api(http, login(people, throttles, witness, LoginWitness.Door.INTERFACE));
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
      HttpSecurity http, People people, Throttles throttles, LoginWitness witness)
      throws Exception {
    return DeskSecurity.pages(http, login(people, throttles, witness, LoginWitness.Door.PAGE));
  }

  private static DeskLogin login(
      People people, Throttles throttles, LoginWitness witness, LoginWitness.Door door) {
    return new DeskLogin(people, throttles.perLogin(), throttles.perAddress(), witness, door);
  }
}
