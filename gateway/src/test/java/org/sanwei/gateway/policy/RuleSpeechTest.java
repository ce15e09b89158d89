package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;
import org.springframework.context.support.ResourceBundleMessageSource;

class RuleSpeechTest {
  private static final List<Matcher> EVERY_KIND =
      List.of(
          new Matcher.Words(
              List.of("机密", "绝密"),
              Set.of(Form.STARRED, Form.LINE),
              Set.of(Zone.HEAD),
              List.of("机密箱"),
              new Surroundings("甲$", null, null, "^乙"),
              2),
          new Matcher.Expression("第[0-9]+号", Set.of()),
          new Matcher.Source(Set.of("fax-mail"), Set.of(ChannelKind.SMS)),
          new Matcher.Senders(List.of("@a.example")),
          new Matcher.Near(List.of("外传"), List.of("名单"), 12, Set.of(Zone.BODY)),
          new Matcher.Amount(List.of("死亡"), List.of("人", "名"), 3, Set.of()),
          new Matcher.Unreadable(Set.of(UnreadReason.ENCRYPTED)),
          new Matcher.Hours(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)),
          new Matcher.Confidence(60),
          new Matcher.Pages(50),
          new Matcher.Sealed(PartFacts.Seal.ABSENT),
          new Matcher.All(
              List.of(
                  new Matcher.Unreadable(Set.of()),
                  new Matcher.Source(Set.of("sms-in"), Set.of()))));

  static Stream<Locale> locales() {
    return Stream.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("locales")
  void everyKindOfMatcherCanBeReadAloud(Locale locale) {
    RuleSpeech speech = speech(locale);

    assertThat(EVERY_KIND.stream().map(Matcher::getClass).collect(Collectors.toSet()))
        .as("a kind of matcher that nobody said how to read")
        .isEqualTo(
            Arrays.stream(Matcher.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    assertThat(EVERY_KIND.stream().map(speech::of))
        .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("{", "}", "speech."));
  }

  @Test
  void aRuleReadsAsASentence() {
    RuleSpeech speech = speech(Locale.SIMPLIFIED_CHINESE);

    assertThat(speech.of(EVERY_KIND.get(0)))
        .isEqualTo("出现“机密”、“绝密”，写成星标、独行的样子，在文首里，全件至少 2 处，词前合“甲$”，词后不合“^乙”；是“机密箱”的一部分时不算");
    assertThat(speech.of(EVERY_KIND.get(5))).isEqualTo("“死亡”的数目达到 3人、名");
    assertThat(speech.of(EVERY_KIND.get(EVERY_KIND.size() - 1))).isEqualTo("都要：有一部分读不出；并且从sms-in来");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("locales")
  void allOfTheShippedPolicyCanBeReadAloud(Locale locale) throws IOException {
    RuleSpeech speech = speech(locale);
    Policy policy = TestPolicy.shipped();

    assertThat(policy.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.matchers().stream().map(speech::of)).doesNotContain("");
              assertThat(speech.of(rule.raises())).isNotEmpty();
            });
    assertThat(policy.clocks())
        .isNotEmpty()
        .allSatisfy(clock -> assertThat(speech.of(clock)).doesNotContain("{", "PT"));
  }

  private static RuleSpeech speech(Locale locale) {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages", "messages_policy");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new RuleSpeech(messages::getMessage, locale);
  }
}
