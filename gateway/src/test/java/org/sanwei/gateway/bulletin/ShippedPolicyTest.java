package org.sanwei.gateway.bulletin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the shipped policy says of words that people type into a bulletin. */
class ShippedPolicyTest {
  private static @Nullable Judge judge;

  @BeforeAll
  static void load(@TempDir Path directory) throws IOException {
    ShippedConfig.copyTo(directory);
    Loading<Policy> loading = PolicyLoader.load(directory);
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    judge = new Judge(((Loading.Loaded<Policy>) loading).value());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an empty form is nothing to hold        |           |                              | OPEN       | PUBLIC
          a report of the day                     | 汛情速报   | 三处河段超警，已转移群众320人。   | OPEN       | PUBLIC
          a short text without a title            |           | 平稳。                         | OPEN       | PUBLIC
          a mark at the head                      | 机密★1年   | 关于某事的报告                  | CLASSIFIED | SECRET
          a work secret may stand                 | 内部事项 注意保管 | 关于某事的通知             | OPEN       | WORK_SECRET
          """)
  void judges(
      String why,
      @Nullable String title,
      @Nullable String text,
      Outcome outcome,
      Sensitivity sensitivity) {
    // given
    Labels labels =
        new Labels(
            JdbcClient.create(new DriverManagerDataSource()),
            requireNonNull(judge)::judge,
            Clock.systemUTC(),
            "370900");

    // when
    Verdict verdict =
        labels.judge(new Words(title == null ? "" : title, text == null ? "" : text, ""));

    // then
    assertThat(verdict.outcome()).as(why).isEqualTo(outcome);
    assertThat(verdict.label().sensitivity()).as(why).isEqualTo(sensitivity);
    assertThat(verdict.policy()).isNotBlank();
  }
}
