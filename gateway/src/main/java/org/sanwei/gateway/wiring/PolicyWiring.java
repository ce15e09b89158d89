package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.policy.PolicyChangePage;
import org.sanwei.gateway.policy.PolicyFault;
import org.sanwei.gateway.policy.PolicyInForce;
import org.sanwei.gateway.policy.PolicyNotices;
import org.sanwei.gateway.policy.PolicyRecord;
import org.sanwei.gateway.policy.PolicyWatch;
import org.sanwei.gateway.policy.SignedPolicy;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** The policy in force, and how another one comes to be. */
@Configuration(proxyBeanMethods = false)
class PolicyWiring {

  /**
   * Written down as taken once the keys and the officers' certificates are there, and before
   * anything can be judged: whatever judges has this bean.
   */
  @Bean
  PolicyInForce policyInForce(Setup setup, HeadStart ahead) {
    ahead.keys();
    SignedPolicy first = setup.signed().first().policy();
    try {
      setup.signed().running().take(first);
    } catch (PolicyRecord.Unsure e) {
      throw PolicyStart.refused(e.fault());
    }
    return new PolicyInForce(first);
  }

  @Bean
  PolicyWatch policyWatch(
      Setup setup,
      PolicyInForce policies,
      TransactionTemplate transaction,
      Ledger ledger,
      TaskScheduler scheduler,
      Clock clock) {
    PolicyWatch watch =
        new PolicyWatch(
            setup.configDir(),
            setup.signed().running(),
            policies,
            setup.signed().files(),
            setup.signed().first().warning(),
            witness(transaction, ledger, setup.signed().signers()));
    watch.begin();
    scheduler.scheduleWithFixedDelay(
        watch::look, clock.instant().plus(PolicyWatch.EVERY), PolicyWatch.EVERY);
    return watch;
  }

  private static PolicyWatch.Witness witness(
      TransactionTemplate transaction, Ledger ledger, String signers) {
    return new PolicyWatch.Witness() {
      @Override
      public void inForce(SignedPolicy policy) {
        append(
            Step.POLICY_IN_FORCE,
            policy,
            Map.of(
                "sequence", Long.toString(policy.manifest().sequence()),
                "author", policy.manifest().author(),
                "approver", policy.manifest().approver(),
                "signers", signers));
      }

      @Override
      public void refused(PolicyFault fault, SignedPolicy stays) {
        append(
            Step.POLICY_REFUSED,
            stays,
            Map.of(
                "reason", fault.kind().word(),
                "stays", Long.toString(stays.manifest().sequence())));
      }

      private void append(Step step, SignedPolicy policy, Map<String, String> facts) {
        transaction.executeWithoutResult(
            status ->
                ledger.append(step, Ledger.SERVICE, null, null, policy.policy().digest(), facts));
      }
    };
  }

  @Bean
  PolicyNotices policyNotices(PolicyWatch watch, PolicyInForce policies) {
    return new PolicyNotices(watch, policies);
  }

  @Bean
  PolicyChangePage policyChangePage(PolicyWatch watch, PolicyInForce policies) {
    return new PolicyChangePage(watch, policies);
  }

  @Bean
  MeterBinder policyMetrics(PolicyWatch watch, PolicyInForce policies) {
    return registry -> {
      Gauge.builder(
              MetricNames.POLICY_SEQUENCE, policies, p -> (double) p.now().manifest().sequence())
          .register(registry);
      Gauge.builder(MetricNames.POLICY_TROUBLE, watch, w -> w.trouble().isPresent() ? 1 : 0)
          .register(registry);
    };
  }
}
