package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.load.ShippedConfig;

class PolicyCheckTest {

  @Test
  void aTestThatDoesNotComeOutAsWrittenIsNamedByRuleFileAndLine(@TempDir Path dir)
      throws IOException {
    ShippedConfig.copyTo(dir);
    Path urgency = dir.resolve("policy/40-urgency.yaml");
    Files.writeString(
        urgency,
        Files.readString(urgency).replace("urgency: FLASH, outcome", "urgency: NONE, outcome"));

    PolicyCheck.Report report = PolicyCheck.check(dir);

    assertThat(report.clean()).isFalse();
    assertThat(report.problems()).isEmpty();
    assertThat(report.failures())
        .singleElement()
        .hasToString("policy/40-urgency.yaml:11: rule 'urgency-flash': urgency is FLASH, not NONE");
  }

  @Test
  void aRuleThatNoLongerMatchesFailsItsTest(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);
    Path doubt = dir.resolve("policy/20-doubt.yaml");
    Files.writeString(
        doubt, Files.readString(doubt).replace("form: [choice]", "form: [bare-star]"));

    assertThat(PolicyCheck.check(dir).failures())
        .extracting(PolicyTests.Failure::what)
        .contains("does not match");
  }

  @Test
  void problemsOfBothFilesAreReportedOnceAndNoTestIsRun(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);
    append(dir.resolve("gateway.yaml"));
    append(dir.resolve("policy/00-office.yaml"));

    PolicyCheck.Report report = PolicyCheck.check(dir);

    assertThat(report.problems()).hasSize(2);
    assertThat(report.testsRun()).isZero();
    assertThat(report.policy()).isEmpty();
  }

  @Test
  void aPolicyAloneCanBeChecked(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);
    Files.delete(dir.resolve("gateway.yaml"));

    assertThat(PolicyCheck.check(dir).clean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Sensitivity.class)
  void theRulesTestsHoldUnderWhateverCeilingAnOfficeHas(Sensitivity ceiling, @TempDir Path dir)
      throws IOException {
    ShippedConfig.copyTo(dir);
    Path office = dir.resolve("policy/00-office.yaml");
    Files.writeString(office, Files.readString(office) + "\nceiling: " + ceiling + "\n");

    assertThat(PolicyCheck.check(dir).failures()).isEmpty();
  }

  @Test
  void aSpillIsNoExcuseForATestThatExpectsAnOpenMessage(@TempDir Path dir) throws IOException {
    ShippedConfig.copyTo(dir);
    Path marks = dir.resolve("policy/10-state-secret.yaml");
    Files.writeString(
        marks,
        Files.readString(marks)
            .replaceFirst(
                "outcome: CLASSIFIED, sensitivity: TOP_SECRET",
                "outcome: OPEN, sensitivity: TOP_SECRET"));
    Path office = dir.resolve("policy/00-office.yaml");
    Files.writeString(office, Files.readString(office) + "\nceiling: WORK_SECRET\n");

    assertThat(PolicyCheck.check(dir).failures())
        .singleElement()
        .extracting(PolicyTests.Failure::what)
        .isEqualTo("outcome is SPILL, not OPEN");
  }

  private static void append(Path file) throws IOException {
    Files.writeString(file, Files.readString(file) + "\nnobody-knows: 1\n");
  }
}
