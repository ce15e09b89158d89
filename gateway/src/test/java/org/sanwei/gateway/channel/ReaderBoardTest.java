package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.channel.Readers.counts;
import static org.sanwei.gateway.channel.Readers.pictures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.gateway.TestClock;

/** When somebody has to look after the readers, and what the board says then. */
class ReaderBoardTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all is well                              | 2 | false | 20  | GOOD
          no child is to be had                    | 0 | false | 0   | NONE
          none is to be had and none starts        | 0 | true  | 300 | NONE
          the last that should start did not       | 1 | true  | 300 | STARTS_FAIL
          a head has waited for longer than it may | 2 | false | 121 | LATE
          a head has waited for as long as it may  | 2 | false | 120 | GOOD
          """)
  void standsAsTheTableSays(
      String why, int standing, boolean startsFail, int seconds, String expected) {
    ReaderView view = pictures(counts(standing, startsFail), Duration.ofSeconds(seconds));

    assertThat(view.standing()).as(why).isEqualTo(expected);
    assertThat(view.good()).isEqualTo(expected.equals("GOOD"));
  }

  @Test
  void whatHasServedIsNoTroubleAndReasonsThatNeverCameAreLeftOut() {
    ReaderView view = Readers.well();

    assertThat(view.troubles()).containsOnlyKeys("CRASHED").containsEntry("CRASHED", 1L);
    assertThat(view.served()).isEqualTo(4);
    assertThat(view.counts().troubles()).isEqualTo(1);
  }

  @Test
  void whoeverAsksOftenIsToldTheSameForAWhile() {
    TestClock clock = new TestClock(Instant.parse("2026-11-23T04:00:00Z"));
    AtomicInteger looks = new AtomicInteger();
    ReaderBoard board =
        new ReaderBoard(
            () -> {
              looks.incrementAndGet();
              return List.of(Readers.well());
            },
            clock);

    board.lately();
    board.lately("text");
    assertThat(looks).hasValue(1);

    clock.passes(Duration.ofSeconds(6));
    assertThat(board.lately("text")).contains(Readers.well());
    assertThat(board.lately("pages")).isEmpty();
    assertThat(looks).hasValue(2);
  }
}
