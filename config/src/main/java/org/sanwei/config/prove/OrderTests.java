package org.sanwei.config.prove;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.DutyClocks;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.StandingOrders;
import org.sanwei.config.judge.StandingOrders.Decision;
import org.sanwei.config.judge.StandingOrders.Fired;
import org.sanwei.config.judge.StandingOrders.Silent;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.DutyClock.ClockTest;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.StandingOrder;
import org.sanwei.config.policy.StandingOrder.Sequence;
import org.sanwei.config.policy.StandingOrder.Step;
import org.sanwei.config.policy.Zone;
import org.sanwei.config.prove.PolicyTests.Failure;

/** Runs the tests of a policy that go over time: sequences of standing orders, and of clocks. */
final class OrderTests {
  private final Policy policy;
  private final Judge judge;
  private final StandingOrders orders;
  private final DutyClocks clocks;

  OrderTests(Policy policy, Judge judge) {
    this.policy = policy;
    this.judge = judge;
    this.orders = new StandingOrders(policy);
    this.clocks = new DutyClocks(policy);
  }

  int count() {
    return policy.orders().stream().mapToInt(order -> order.tests().size()).sum()
        + policy.clocks().stream().mapToInt(clock -> clock.tests().size()).sum();
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (StandingOrder order : policy.orders()) {
      order.tests().forEach(sequence -> run(order, sequence, failures));
    }
    for (DutyClock clock : policy.clocks()) {
      clock.tests().forEach(test -> run(clock, test, failures));
    }
    return failures;
  }

  private void run(StandingOrder order, Sequence sequence, List<Failure> failures) {
    List<Fired> fired = new ArrayList<>();
    for (Step step : sequence.steps()) {
      Decision decision = decide(order, step, fired);
      String reason = decision instanceof Silent silent ? silent.reason().word() : null;
      if ((reason == null) != step.fires()) {
        failures.add(
            new Failure(
                order.id(),
                step.at(),
                reason == null ? "fires, but should not" : "does not fire: " + reason));
      } else if (reason != null && step.because() != null && !reason.equals(step.because())) {
        failures.add(
            new Failure(
                order.id(),
                step.at(),
                "does not fire for the reason " + reason + ", not " + step.because()));
      }
      if (reason == null) {
        fired.add(new Fired(order.id(), instant(step.received())));
      }
    }
  }

  private Decision decide(StandingOrder order, Step step, List<Fired> fired) {
    Content content = new Content(RuleExample.parts(step.texts()), List.of());
    Arrival arrival =
        new Arrival(
            step.channel(), step.texts().getOrDefault(Zone.SENDER, ""), instant(step.received()));
    return orders
        .decide(
            content,
            arrival,
            step.credential(),
            judge.judge(content, arrival),
            fired,
            arrival.receivedAt())
        .stream()
        .filter(decision -> decision.order().equals(order.id()))
        .findFirst()
        .orElseThrow();
  }

  private void run(DutyClock clock, ClockTest test, List<Failure> failures) {
    LocalDateTime happened = test.happened();
    LocalDateTime due =
        clocks
            .of(
                test.level(),
                test.urgency(),
                instant(test.received()),
                happened == null ? null : instant(happened))
            .stream()
            .filter(deadline -> deadline.clock().equals(clock.id()))
            .map(deadline -> LocalDateTime.ofInstant(deadline.due(), policy.zone()))
            .findFirst()
            .orElse(null);
    if (!same(due, test.due())) {
      failures.add(
          new Failure(
              clock.id(), test.at(), "runs out " + said(due) + ", not " + said(test.due())));
    }
  }

  private static boolean same(@Nullable LocalDateTime one, @Nullable LocalDateTime other) {
    return one == null ? other == null : one.equals(other);
  }

  private static String said(@Nullable LocalDateTime time) {
    return time == null ? "never" : time.toString();
  }

  private Instant instant(LocalDateTime time) {
    return time.atZone(policy.zone()).toInstant();
  }
}
