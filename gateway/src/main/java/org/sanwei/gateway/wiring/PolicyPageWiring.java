package org.sanwei.gateway.wiring;

import java.time.Clock;
import org.sanwei.gateway.policy.PolicyBoard;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.gateway.policy.PolicyInterface;
import org.sanwei.gateway.policy.PolicyPages;
import org.sanwei.gateway.policy.RouteBoard;
import org.sanwei.gateway.policy.RuleTallies;
import org.sanwei.gateway.policy.TryBox;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.guard.route.IntegratorRoutes;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of the policy in force. */
@Configuration(proxyBeanMethods = false)
class PolicyPageWiring {
  @Bean
  PolicyBoard policyBoard(
      PolicyInForce policies,
      WordsJudge judge,
      JdbcClient jdbc,
      DeskSettings desk,
      MessageSource messages,
      Clock clock) {
    return new PolicyBoard(
        policies::policy, judge, new RuleTallies(jdbc, desk.unit()), messages::getMessage, clock);
  }

  @Bean
  TryBox tryBox(WordsJudge judge, Clock clock) {
    return new TryBox(judge, clock);
  }

  @Bean
  RouteBoard routeBoard(
      IntegratorRoutes integrators, PolicyInForce policies, MessageSource messages) {
    return new RouteBoard(
        policies::policy, policy -> ProvenRoutes.graph(policy, integrators), messages::getMessage);
  }

  @Bean
  PolicyPages policyPages(PolicyBoard board, RouteBoard routes, TryBox box) {
    return new PolicyPages(board, routes, box);
  }

  @Bean
  PolicyInterface policyInterface(PolicyBoard board, TryBox box) {
    return new PolicyInterface(board, box);
  }
}
