package org.sanwei.gateway.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.wiring.ProvenRoutes;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of the shipped policy, for tests. */
@Configuration(proxyBeanMethods = false)
public class TestPolicy {
  @Bean
  PolicyBoard policyBoard(JdbcClient jdbc, DeskSettings desk, MessageSource messages, Clock clock)
      throws IOException {
    Policy policy = shipped();
    return new PolicyBoard(
        () -> policy,
        new Judge(policy)::judge,
        new RuleTallies(jdbc, desk.unit()),
        messages::getMessage,
        clock);
  }

  @Bean
  TryBox tryBox(Clock clock) throws IOException {
    return new TryBox(new Judge(shipped())::judge, clock);
  }

  @Bean
  RouteBoard routeBoard(MessageSource messages) throws IOException {
    Policy policy = shipped();
    Path nobodysRoutes = Files.createTempDirectory("no-routes");
    return new RouteBoard(
        () -> policy, now -> ProvenRoutes.graph(nobodysRoutes, now), messages::getMessage);
  }

  @Bean
  PolicyPages policyPages(PolicyBoard board, RouteBoard routes, TryBox box) {
    return new PolicyPages(board, routes, box);
  }

  @Bean
  PolicyInterface policyInterface(PolicyBoard board, TryBox box) {
    return new PolicyInterface(board, box);
  }

  static Policy shipped() throws IOException {
    Path dir = Files.createTempDirectory("shipped-policy");
    ShippedConfig.copyTo(dir);
    return ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();
  }
}
