package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;

class CheckReportTest {
  private static final ZonedDateTime NOON =
      Instant.parse("2026-11-23T04:00:00Z").atZone(Policy.BEIJING);

  @TempDir private Path dir = Path.of("");

  @Test
  void namesEveryRuleWithItsSourceAndWhatWasProved() throws IOException {
    ShippedConfig.copyTo(dir);

    String page = page(List.of("证明：9180 个状态"));

    assertThat(page)
        .contains("| 检查时刻 | 2026-11-23 12:00 Asia/Shanghai |", "| 结论 | 合格 |", "- 证明：9180 个状态")
        .contains("## 签字");
    assertThat(policy().rules())
        .allSatisfy(rule -> assertThat(page).contains("| " + rule.id() + " | "));
    assertThat(policy().clocks())
        .allSatisfy(clock -> assertThat(page).contains("| " + clock.id() + " | "));
  }

  @Test
  void aTestThatDoesNotComeOutStandsBesideItsRule() throws IOException {
    ShippedConfig.copyTo(dir);
    Path urgency = dir.resolve("policy/40-urgency.yaml");
    Files.writeString(
        urgency,
        Files.readString(urgency).replace("urgency: FLASH, outcome", "urgency: NONE, outcome"));

    String page = page(List.of());

    assertThat(page).contains("| 结论 | 不合格 |", "urgency is FLASH, not NONE", "没有做。");
    assertThat(page.lines().filter(line -> line.contains("not NONE")))
        .singleElement()
        .asString()
        .startsWith("| urgency-flash |");
  }

  @Test
  void whatARuleSaysCannotBreakThePage() throws IOException {
    ShippedConfig.copyTo(dir);
    Files.writeString(
        dir.resolve("policy/90.yaml"),
        """
        rules:
          - id: odd
            why: "一|二\\n# 三 <b>"
            match: [ { words: [某某某] } ]
            raises: { urgency: ROUTINE }
        """);

    String page = page(List.of());

    assertThat(page).contains("| odd | 一\\|二 \\# 三 \\<b\\> |").doesNotContain("<b>");
  }

  private String page(List<String> proof) {
    PolicyCheck.Report report = PolicyCheck.check(dir);
    return CheckReport.of("office", report, policy(), report.clean(), proof, NOON);
  }

  private Policy policy() {
    return ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();
  }
}
