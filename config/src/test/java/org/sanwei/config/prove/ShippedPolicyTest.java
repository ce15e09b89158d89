package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

class ShippedPolicyTest {
  @Test
  void theShippedConfigurationIsCleanAndItsTestsPass(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);

    PolicyCheck.Report report = PolicyCheck.check(dir);

    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(report.testsRun()).isGreaterThan(30);
    assertThat(report.clean()).isTrue();
    assertThat(report.policy()).matches("[0-9a-f]{64}");
  }

  @Test
  void everyShippedRuleHasAtLeastTwoTests(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);

    Policy policy = ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();

    assertThat(policy.rules())
        .allSatisfy(rule -> assertThat(rule.tests()).as(rule.id()).hasSizeGreaterThan(1));
    assertThat(policy.rules()).extracting(Rule::why).doesNotContain("");
    assertThat(policy.rules())
        .allSatisfy(rule -> assertThat(rule.source()).as(rule.id()).isNotBlank());
  }
}
