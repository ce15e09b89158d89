package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeastRateTest {
  private static final int BYTES_EACH_SECOND = 100;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private final LeastRate rate = new LeastRate(BYTES_EACH_SECOND, PAUSE, clock);

  @Test
  void whoPausesLongerThanAllowedIsTooSlow() {
    clock.passes(Duration.ofSeconds(11));

    assertThat(rate.kept(1_000)).isFalse();
  }

  @Test
  void whoDripsIsTooSlowOnceThePauseIsUsedUp() {
    int kept = 0;
    while (rate.kept(50)) {
      kept++;
      clock.passes(Duration.ofSeconds(1));
    }

    assertThat(kept).as("half of the rate, so twice the pause").isBetween(20, 21);
  }

  @Test
  void anEarlyBurstBuysNoLongerPause() {
    assertThat(rate.kept(1_000_000)).isTrue();
    clock.passes(Duration.ofSeconds(11));

    assertThat(rate.kept(1)).isFalse();
  }

  @Test
  void whatWeOurselvesStalledIsExcused() {
    clock.passes(Duration.ofSeconds(11));
    rate.excuse(Duration.ofSeconds(11));

    assertThat(rate.kept(1)).isTrue();
  }
}
