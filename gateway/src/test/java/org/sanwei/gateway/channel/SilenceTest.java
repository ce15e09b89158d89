package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a channel has been silent too long; pure. */
class SilenceTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no history: the floor alone, and it is said so    | PT1H     | 0  | 0   | PT0S  | PT2H | false | COLD
          no history, longer than the floor                 | PT2H1S   | 0  | 0   | PT0S  | PT2H | true  | COLD
          exactly the floor is not longer than it           | PT2H     | 0  | 0   | PT0S  | PT2H | false | COLD
          six days of history are too few                   | PT3H     | 6  | 60  | PT5H  | PT2H | true  | COLD
          seven days are enough: gaps were longer than this | PT3H     | 7  | 70  | PT5H  | PT2H | false | HISTORY
          longer than its gaps ever were                    | PT6H     | 28 | 100 | PT5H  | PT2H | true  | HISTORY
          a busy channel is not hurried below the floor     | PT30M    | 28 | 900 | PT1M  | PT1H | false | FLOOR
          a busy channel silent for longer than the floor   | PT61M    | 28 | 900 | PT1M  | PT1H | true  | FLOOR
          """)
  void alarms(
      String why,
      Duration quiet,
      int days,
      long gaps,
      Duration each,
      Duration floor,
      boolean alarming,
      Silence.Basis basis) {
    GapHistogram history =
        gaps == 0
            ? GapHistogram.NONE
            : new GapHistogram(Map.of(GapHistogram.bucketOf(each), gaps), days);

    Silence silence = Silence.judge(quiet, history, floor);

    assertThat(silence.alarming()).as(why).isEqualTo(alarming);
    assertThat(silence.basis()).isEqualTo(basis);
    assertThat(silence.quiet()).isEqualTo(quiet);
    if (basis != Silence.Basis.HISTORY) {
      assertThat(silence.limit()).isEqualTo(floor);
    }
  }

  @Test
  void oneGapInAHundredMayBeLongerThanTheLimit() {
    Map<Integer, Long> counts = new HashMap<>();
    counts.put(GapHistogram.bucketOf(Duration.ofMinutes(5)), 990L);
    counts.put(GapHistogram.bucketOf(Duration.ofHours(9)), 10L);
    GapHistogram rare = new GapHistogram(counts, 28);
    counts.put(GapHistogram.bucketOf(Duration.ofHours(9)), 11L);
    GapHistogram lessRare = new GapHistogram(counts, 28);

    assertThat(rare.percentile99().orElseThrow()).isLessThan(Duration.ofMinutes(6));
    assertThat(lessRare.percentile99().orElseThrow()).isGreaterThan(Duration.ofHours(8));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT1S", "PT1.5S", "PT47M", "PT14H", "P6DT3H", "P27D"})
  void aLengthIsKnownToWithinNinePercentAndNeverTooShort(Duration gap) {
    Duration kept = GapHistogram.upperBound(GapHistogram.bucketOf(gap));

    assertThat(kept).isGreaterThanOrEqualTo(gap);
    assertThat(kept.toMillis())
        .isLessThanOrEqualTo(Math.max(1000, (long) (gap.toMillis() * 1.091)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          within one hour                            | 2026-11-22T02:05:00Z | 2026-11-22T02:40:00Z | Asia/Shanghai | 10
          over an hour's end                         | 2026-11-22T02:55:00Z | 2026-11-22T03:05:00Z | Asia/Shanghai | 10 11
          a night touches every hour of it           | 2026-11-21T12:00:00Z | 2026-11-21T23:10:00Z | Asia/Shanghai | 0 1 2 3 4 5 6 7 20 21 22 23
          days on end are every hour once            | 2026-11-01T00:00:00Z | 2026-11-21T23:10:00Z | Asia/Shanghai | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
          a zone that is half an hour off            | 2026-11-22T02:35:00Z | 2026-11-22T03:25:00Z | Asia/Kolkata  | 8
          the hour that clocks skip in spring        | 2026-03-29T00:30:00Z | 2026-03-29T01:30:00Z | Europe/Berlin | 1 3
          the hour that clocks repeat in autumn      | 2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z | Europe/Berlin | 2
          """)
  void touches(String why, Instant from, Instant until, String zone, String hours) {
    String touched =
        HoursOfGap.of(from, until, ZoneId.of(zone)).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));

    assertThat(touched).as(why).isEqualTo(hours);
  }

  @ParameterizedTest
  @CsvSource({
    "PT20S,不到 1 分钟,under 1 min",
    "PT47M,47 分钟,47 min",
    "PT3H20M,3 小时 20 分钟,3 h 20 min",
    "PT4H,4 小时,4 h",
    "P2DT3H59M,2 天 3 小时,2 d 3 h"
  })
  void lengthsAreSaidAsPeopleSayThem(Duration span, String chinese, String english) {
    assertThat(Spans.spoken(span, Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
    assertThat(Spans.spoken(span, Locale.ENGLISH)).isEqualTo(english);
  }

  @Test
  void whatIsNotZeroIsSeenInAPictureAndTheHighestFillsIt() {
    assertThat(Bars.path(new int[] {0, 0}, 5, 22)).isEmpty();
    assertThat(Bars.path(new int[] {0, 1, 1000}, 5, 22)).isEqualTo("M5 22v-2h4v2zM10 22v-22h4v22z");
  }
}
