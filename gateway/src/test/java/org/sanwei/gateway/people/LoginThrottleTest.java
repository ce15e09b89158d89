package org.sanwei.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.TestClock;

class LoginThrottleTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T04:00:00Z"));
  private final LoginThrottle throttle = new LoginThrottle(clock, 3, Duration.ofMinutes(5), 100);

  @Test
  void tooManyWrongPasswordsBlockAKeyForAWhile() {
    fail("a", 2);
    assertThat(throttle.blocked("a")).isFalse();
    fail("a", 1);
    assertThat(throttle.blocked("a")).isTrue();
    assertThat(throttle.blocked("b")).isFalse();

    clock.passes(Duration.ofMinutes(5).plusMillis(1));

    assertThat(throttle.blocked("a")).isFalse();
    fail("a", 2);
    assertThat(throttle.blocked("a")).as("the count began anew").isFalse();
  }

  @Test
  void aRightPasswordEndsTheCount() {
    fail("a", 2);
    throttle.succeeded("a");
    fail("a", 2);

    assertThat(throttle.blocked("a")).isFalse();
  }

  @Test
  void memoryIsBoundedWhateverStrangersSend() {
    for (int i = 0; i < 10_000; i++) {
      throttle.failed("stranger " + i);
    }

    assertThat(throttle.size()).isEqualTo(100);
  }

  private void fail(String key, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(key);
    }
  }
}
