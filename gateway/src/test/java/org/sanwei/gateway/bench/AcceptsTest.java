package org.sanwei.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The parts that the figures of intake are made of. */
class AcceptsTest {
  @Test
  void theMiddleOfSeveralIsNotMovedByOneThatIsFarOff() {
    Middle odd = Middle.of(List.of(900.0, 3.0, 1.0), value -> value);
    Middle even = Middle.of(List.of(4.0, 1.0, 2.0, 900.0), value -> value);

    assertThat(odd).isEqualTo(new Middle(3, 1, 900));
    assertThat(even.value()).isEqualTo(3);
    assertThat(odd.range(1)).isEqualTo("1.0–900.0");
  }

  @Test
  void aRoundEndsWithItsNumberAndSaysHowManyWereDone() throws IOException {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger emptied = new AtomicInteger();
    try (Rounds rounds = new Rounds(3, 50, Duration.ofMinutes(1), emptied::incrementAndGet)) {
      Pace pace = rounds.round(done::incrementAndGet);

      assertThat(pace.count()).isEqualTo(50);
      assertThat(done).hasValue(50);
      assertThat(pace.perSecond()).isPositive();
      assertThat(emptied).hasValue(1);
    }
  }
}
