package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.ShippedConfig;

class PolicyLintTest {
  private static final String FRAME =
      """
      version: 1
      channels: { fax-mail: { kind: fax } }
      outlets: { sms: { clearance: PUBLIC } }
      lines: { default: { officers: [officer-a], recovery: recovery-default } }
      spill: [security-a]
      marks: { headLines: 8, companions: [], fields: [密级], options: [机密] }
      rules:
        - id: one
          why: the first
          match: [ { words: [机密], form: [starred, line], unless: [机密箱] } ]
          raises: { sensitivity: SECRET }
        - id: two
          why: the second
          match:
            - MATCHER
          raises: { sensitivity: TOP_SECRET }
      """;

  @TempDir private Path dir = Path.of("");

  @Test
  void aPolicyThatSaysNothingInVainIsClean() throws IOException {
    assertThat(problems("{ words: [绝密], unless: [绝密飞行] }")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a word that is always excused      | { words: [绝密, 绝密件], unless: [絕密] }     | 15 | '绝密' can never match
          an excuse without its word         | { words: [绝密], unless: [绝对秘密] }          | 15 | '绝对秘密' excuses nothing
          a word twice in other characters   | { words: [绝密, 絕密] }                        | 15 | '絕密' reads the same as '绝密'
          a word twice, once with spaces     | { near: [绝 密, 绝密], to: [外传], within: 5 } | 15 | reads the same
          an expression in small letters     | { pattern: 'secret[0-9]+' }                    | 15 | 'secret' stands in no text
          an expression in full width        | { pattern: '第[0-9]+号：绝密' }                | 15 | stands in no text
          a traditional character            | { words: [绝密], before: '屬於$' }              | 15 | '屬於' stands in no text
          a space where there is none        | { words: [绝密], after: '^ 文件' }              | 15 | ' 文件' stands in no text
          a kind that no channel has         | { kinds: [sms] }                               | 15 | no channel is of these kinds
          a matcher within another           | { words: [绝密] }, - { words: [绝密], in: [head] } | 16 | finds all of this by another
          """)
  void saysWhereAndWhatIsInVain(String why, String matcher, int line, String what)
      throws IOException {
    assertThat(problems(matcher))
        .as(why)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.at().file()).isEqualTo("policy/a.yaml");
              assertThat(problem.at().line()).isEqualTo(line);
              assertThat(problem.at().column()).isGreaterThan(8);
              assertThat(problem.what()).contains(what);
              assertThat(problem.fix()).isNotBlank();
            });
  }

  @Test
  void aRuleThatAnotherOneMakesNeedlessIsNamedWithIt() throws IOException {
    List<Problem> problems =
        problemsOf(FRAME.replace("MATCHER", "{ words: [機密], form: [line, starred] }"));

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what())
                  .startsWith("rule 'one' changes nothing: 'two' matches all");
              assertThat(problem.at()).hasToString("policy/a.yaml:8:9");
            });
  }

  @Test
  void aRuleThatRaisesHigherOrFindsMoreIsNotNeedless() throws IOException {
    assertThat(problems("{ words: [机密], form: [starred] }")).isEmpty();
    assertThat(problems("{ words: [机密], form: [starred, line, lead], in: [head] }")).isEmpty();
  }

  @Test
  void moreUnitsAreNotSimplyMore() throws IOException {
    String two =
        "{ amount: [死亡], units: [人], atLeast: 10 }, - { amount: [死亡], units: [人, 名], atLeast: 10 }";

    assertThat(problems(two)).isEmpty();
  }

  @Test
  void anExcuseOfAMisreadWordIsOneOfItsOwn() throws IOException {
    String misread = "{ words: [机密], misread: true, unless: [鸡密室] }";

    assertThat(
            problemsOf(
                FRAME
                    .replace("options: [机密] }", "options: [机密], misread: { 机: [鸡] } }")
                    .replace("MATCHER", misread)
                    .replace("TOP_SECRET }", "CONFIDENTIAL }")
                    .replace("raises: { sensitivity: CONFIDENTIAL }", "raises: { hold: suspect }")))
        .isEmpty();
  }

  @Test
  void ofTwoEqualRulesTheSecondIsNeedless() throws IOException {
    String twice =
        FRAME
            .replace("MATCHER", "{ words: [机密], form: [starred, line], unless: [机密箱] }")
            .replace("TOP_SECRET", "SECRET");

    assertThat(problemsOf(twice))
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("rule 'two' changes nothing"));
  }

  @Test
  void theShippedPolicySaysNothingInVain() throws IOException {
    ShippedConfig.copyTo(dir);

    assertThat(PolicyCheck.check(dir).problems()).isEmpty();
  }

  private List<Problem> problems(String matcher) throws IOException {
    return problemsOf(FRAME.replace("MATCHER", matcher.replace(", - {", "\n      - {")));
  }

  private List<Problem> problemsOf(String policy) throws IOException {
    Files.createDirectories(dir.resolve("policy"));
    Files.writeString(dir.resolve("policy/a.yaml"), policy);
    return PolicyCheck.check(dir).problems();
  }
}
