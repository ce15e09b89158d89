package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "第[0-9]+号预警; 号预警",
        "(?:特别重大|重大)事故; 事故",
        "(甲|乙丙)+; 甲|乙丙",
        "a*bc+d?; bc",
        "\\d{1}; ",
        "预案\\.docx; 预案.docx",
        "x|yz; x|yz",
      })
  void takesTheLongestTextThatNoMatchIsWithout(String re2, String texts) {
    Optional<Set<String>> expected =
        texts == null
            ? Optional.empty()
            : Optional.of(Set.copyOf(Arrays.asList(texts.split("\\|"))));

    assertThat(RequiredText.of(re2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0-9]+",
        "(?i)abc",
        "a?b*",
        "(a|)",
        "a|.",
        "\\pL",
        "ab{0,1}",
        "\\Qa.b\\E",
        "(?P<n>a)"
      })
  void claimsNothingOfWhatItDoesNotKnow(String re2) {
    assertThat(RequiredText.of(re2)).isEmpty();
  }

  @Test
  void whatMatchesHoldsWhatIsRequired() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int claimed = 0;
    for (int i = 0; i < 6_000; i++) {
      String re2 = expression(random, 3);
      Pattern pattern = Pattern.compile(re2);
      Optional<Set<String>> required = RequiredText.of(re2);
      claimed += required.isPresent() ? 1 : 0;
      for (int k = 0; k < 12 && required.isPresent(); k++) {
        String line = line(random);
        if (pattern.matcher(line).find()) {
          assertThat(required.get())
              .as("seed %d, %s in %s", seed, re2, line)
              .anyMatch(line::contains);
        }
      }
    }
    assertThat(claimed).as("seed %d", seed).isGreaterThan(1_000);
  }

  private static String line(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < random.nextInt(10); i++) {
      out.append("abc.".charAt(random.nextInt(4)));
    }
    return out.toString();
  }

  private static String expression(Random random, int depth) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      out.append(
          switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> ".";
            case 1 -> "[ab]";
            case 2 -> "\\.";
            case 5 -> "(" + expression(random, depth - 1) + ")";
            case 6 ->
                "(?:" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
            default -> String.valueOf("abc".charAt(random.nextInt(3)));
          });
      out.append(
          switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "?";
            case 2 -> "+";
            case 3 -> "+?";
            default -> "";
          });
    }
    return depth == 3 && random.nextInt(4) == 0
        ? out + "|" + expression(random, 1)
        : out.toString();
  }
}
