package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.e2e.Round.Kill;

class ReliabilityTest {
  private static final Machine MACHINE = new Machine("a processor", 2, 4096, "a VM 17", "Linux");

  @Test
  void thePageSaysWhatTheRoundsCameTo() {
    List<Round> rounds = IntStream.rangeClosed(1, 20).mapToObj(n -> round(n, 0)).toList();

    String page = page(rounds);

    assertThat(page)
        .contains("--rounds 20 --seed 7", "| 来件 messages | 200 |", "| 丢失 lost | **0** |")
        .contains("median 10.0，p95 19.0，最长 max 20.0", "a processor, 2 核", "2026-11-22")
        .contains("sent 30，不明 unknown 1，待发 waiting 2")
        .doesNotContain("Rounds with faults");
  }

  @Test
  void aRoundWithALossIsNamed() {
    String page = page(List.of(round(1, 0), round(2, 3)));

    assertThat(page).contains("| 丢失 lost | **3** |", "Rounds with faults", "round   2");
  }

  @Test
  void aCommandWritesItsOwnPartAndLeavesTheOthers() {
    String page = Page.with("# title\n", "one", "first");
    page = Page.with(page, "two", "other");

    page = Page.with(page, "one", "second");

    assertThat(page).contains("second", "other").startsWith("# title").doesNotContain("first");
    assertThat(page.indexOf("second")).isLessThan(page.indexOf("other"));
  }

  private static String page(List<Round> rounds) {
    LocalDate date = LocalDate.of(2026, 11, 22);
    Map<Way, Long> byWay = Map.of(Way.FAX_MAIL, 200L);
    Answers.Tally answers = new Answers.Tally(30, 1, 2);
    return new Reliability(MACHINE, date, 7, 1.5, byWay, rounds, List.of(), answers).part();
  }

  private static Round round(int number, int lost) {
    return new Round(
        number, Kill.GATEWAY, 10, 5, 1, lost, 0, 0, Duration.ofSeconds(number), List.of());
  }
}
