package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.flow.OnObjection.REFUSE;
import static org.sanwei.routes.flow.OnObjection.WAIT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyWordsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final List<String> OFFICER = List.of("officer-a");

  private static final int MOST = 10;

  private boolean behind;
  private Duration passed = Duration.ZERO;
  private final EarlyWords words =
      new EarlyWords(
          () -> behind,
          new Clock() {
            @Override
            public Instant instant() {
              return NOON.plus(passed);
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          },
          MOST);

  @Test
  void anObjectionIsFinalAtTheSecondLookWhenNothingWaits() {
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);
    assertThat(words.look(1, OFFICER)).isEqualTo(REFUSE);
  }

  @Test
  void itIsNotFinalWhileAnythingWaitsNorRightAfter() {
    behind = true;
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);

    behind = false;
    assertThat(words.look(1, OFFICER)).as("what moves can be missed once").isEqualTo(WAIT);
    assertThat(words.look(1, OFFICER)).isEqualTo(REFUSE);
  }

  @Test
  void anEmptyLookBetweenTwoOthersCountsForNothing() {
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);
    behind = true;
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);
    behind = false;
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);
  }

  @Test
  void aQueueThatIsNeverEmptyKeepsNoWordForEver() {
    behind = true;
    assertThat(words.look(1, OFFICER)).isEqualTo(WAIT);

    passed = EarlyWords.LONGEST.plusSeconds(1);

    assertThat(words.look(1, OFFICER)).isEqualTo(REFUSE);
  }

  @Test
  void whoFloodsTheQueueTakesNoPlaceFromOthers() {
    behind = true;
    for (long word = 1; word <= MOST; word++) {
      assertThat(words.look(word, OFFICER)).isEqualTo(WAIT);
    }

    assertThat(words.look(9_999, OFFICER)).isEqualTo(REFUSE);
    assertThat(words.look(10_000, List.of("officer-b"))).isEqualTo(WAIT);
    assertThat(words.look(10_001, List.of("officer-a", "officer-b"))).isEqualTo(WAIT);
    assertThat(words.look(1, OFFICER)).as("it has its place").isEqualTo(WAIT);
  }

  @Test
  void aWordThatHasEndedLeavesItsPlace() {
    behind = true;
    for (long word = 1; word <= MOST; word++) {
      words.look(word, OFFICER);
    }

    words.ended(1);

    assertThat(words.look(9_999, OFFICER)).isEqualTo(WAIT);
  }
}
