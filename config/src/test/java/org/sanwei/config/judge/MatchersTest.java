package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.SHIPPED;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.EventCategory;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** What each kind of matcher looks for. */
class MatchersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "3, 三人死亡",
    "3, 死亡3人",
    "3, 死亡人数升至３名",
    "3, 3名群众遇难",
    "30, 死亡三十余人",
    "20, 数十人死亡",
    "100, 死亡上百人",
    "12, 造成3人受伤12人死亡",
    "1200, '死亡1,200人'",
    "10000, 万人死亡",
    "105, 一百零五人死亡",
    "2, 两人遇难",
    "3, 死亡：3人",
    "11, 十一人死亡"
  })
  void anAmountIsReadAsPeopleWriteIt(long atLeast, String text) {
    Matcher deaths = new Matcher.Amount(List.of("死亡", "遇难"), List.of("人", "名"), atLeast, Set.of());
    Matcher more =
        new Matcher.Amount(List.of("死亡", "遇难"), List.of("人", "名"), atLeast + 1, Set.of());

    assertThat(fires(deaths, text)).isTrue();
    assertThat(fires(more, text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"100000000, 直接经济损失约1.2亿元", "3000000, 损失3百多万元", "50000000, 经济损失五千万元", "20000, 损失2万余元"})
  void moneyIsReadInItsUnit(long atLeast, String text) {
    assertThat(fires(new Matcher.Amount(List.of("损失"), List.of("元"), atLeast, Set.of()), text))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"死亡原因待查，另有3人到场", "3人到场，死亡原因待查", "2026年死亡", "死亡。3人", "没有人死亡", "死亡3头牲畜", "三人行必有我师"})
  void aNumberThatBelongsToSomethingElseIsNone(String text) {
    assertThat(fires(new Matcher.Amount(List.of("死亡"), List.of("人"), 1, Set.of()), text)).isFalse();
  }

  @Test
  void aNumberBelongsToTheWordItGoesWith() {
    String text = "事故造成3人死亡12人受伤";

    assertThat(fires(amount("死亡", 4), text)).isFalse();
    assertThat(fires(amount("受伤", 12), text)).isTrue();
    assertThat(fires(amount("死亡", 3), "死亡3人受伤12人")).isTrue();
    assertThat(fires(amount("受伤", 12), "死亡3人受伤12人")).isTrue();
  }

  @Test
  void hugeNumbersDoNotWrapRound() {
    assertThat(fires(amount("死亡", 30), "死亡" + "九".repeat(30) + "亿亿万人")).isTrue();
    assertThat(fires(amount("死亡", 30), "死亡" + "9".repeat(30) + "人")).isTrue();
  }

  private static Matcher amount(String word, long atLeast) {
    return new Matcher.Amount(List.of(word), List.of("人"), atLeast, Set.of());
  }

  @Test
  void nearWordsMayStandInEitherOrderButNotTooFarApart() {
    Matcher near = new Matcher.Near(List.of("外传", "泄露"), List.of("名单"), 4, Set.of());

    assertThat(fires(near, "名单不得外传")).isTrue();
    assertThat(fires(near, "泄 露\n了 干部 名 单")).isTrue();
    assertThat(fires(near, "泄露了五个字之外的名单")).isFalse();
    assertThat(fires(near, "名单。名单")).isFalse();
  }

  @Test
  void wordsInTwoPartsAreNotNear() {
    Matcher near = new Matcher.Near(List.of("外传"), List.of("名单"), 100, Set.of());

    assertThat(fires(near, NOON, "x", "名单", "外传")).isFalse();
    assertThat(fires(near, NOON, "x", "名单", "外传名单")).isTrue();
  }

  @Test
  void aLongerWordBeforeIsNotHiddenByAShorterOneInIt() {
    Matcher near = new Matcher.Near(List.of("外传"), List.of("甲乙丙丁", "乙"), 1, Set.of());

    assertThat(fires(near, "甲乙丙丁不外传")).isTrue();
  }

  @Test
  void aCountIsOfTheWholeMessage() {
    Matcher three = words(List.of("停水", "断水"), 3);

    assertThat(fires(three, NOON, "x", "停水，断水", "又停水")).isTrue();
    assertThat(fires(three, "停水，断水")).isFalse();
    assertThat(fires(words(List.of("停水"), 500), "停水。".repeat(500))).isTrue();
    assertThat(fires(words(List.of("停水"), 501), "停水。".repeat(500))).isFalse();
  }

  @Test
  void allOfThemMustBeThereWhereverTheyAre() {
    Matcher all =
        new Matcher.All(
            List.of(
                words(List.of("化工厂"), 1),
                words(List.of("爆炸"), 1),
                new Matcher.Source(Set.of(), Set.of(ChannelKind.FAX))));

    assertThat(fires(all, NOON, "x", "化工厂", "爆炸")).isTrue();
    assertThat(fires(all, "化工厂开工")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "@moh.gov.cn, 值班室 <a@MOH.gov.cn>, true", "@gov.cn, a@x.gov.cn, true",
        "@gov.cn, a@evilgov.cn, false",
    "@gov.cn, a@gov.cn.evil.cn, false", "0546*, 0546-8312 345, true", "0546*, 10546, false",
    "a@b.cn, a@b.cn, true", "a@b.cn, aa@b.cn, false", "'(0546) 831', 0546831, true"
  })
  void sendersAreComparedWithoutWhatIsNoPartOfThem(String shape, String sender, boolean fits) {
    assertThat(fires(new Matcher.Senders(List.of(shape)), NOON, sender, "文")).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T13:59:59Z, false",
    "2026-11-22T14:00:00Z, true",
    "2026-11-22T21:59:59Z, true",
    "2026-11-22T22:00:00Z, false",
    "2026-11-21T15:00:00Z, false"
  })
  void hoursOverMidnightBelongToTheDayOnWhichTheyBegan(Instant received, boolean within) {
    // 22:00 to 06:00 of Beijing, on the night of a Sunday
    Matcher night =
        new Matcher.Hours(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(6, 0));

    assertThat(fires(night, received, "x", "文")).isEqualTo(within);
  }

  @Test
  void theSameHourTwiceIsTheWholeDay() {
    Matcher day = new Matcher.Hours(Set.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    assertThat(fires(day, NOON, "x", "文")).isTrue();
  }

  @Test
  void aPartThatWasNotReadIsAskedForByItsReason() {
    Content content =
        new Content(
            List.of(new Part("body", Place.BODY, "文")),
            List.of(new Unread("2", UnreadReason.ENCRYPTED)));
    Arrival arrival = new Arrival("fax-mail", "x", NOON);

    for (Matcher matcher :
        List.of(
            new Matcher.Unreadable(Set.of(UnreadReason.ENCRYPTED)),
            new Matcher.Unreadable(Set.of()))) {
      assertThat(new Judge(with(matcher)).judge(content, arrival).evidence())
          .extracting(Evidence::part)
          .containsExactly("2");
    }
    assertThat(
            new Judge(with(new Matcher.Unreadable(Set.of(UnreadReason.ARCHIVE))))
                .judge(content, arrival)
                .rules())
        .isEmpty();
  }

  @Test
  void factsMatchWhereTheyAreKnownAndNowhereElse() {
    PartFacts poor = new PartFacts("2", 59, 50, PartFacts.Seal.ABSENT);
    PartFacts good = new PartFacts("3", 60, 49, PartFacts.Seal.PRESENT);
    PartFacts unknown = new PartFacts("4", null, null, null);

    for (Matcher matcher :
        List.of(
            new Matcher.Confidence(60),
            new Matcher.Pages(50),
            new Matcher.Sealed(PartFacts.Seal.ABSENT))) {
      assertThat(where(matcher, good, poor, unknown)).as(matcher.toString()).containsExactly("2");
      assertThat(where(matcher, good, unknown)).as(matcher.toString()).isEmpty();
      assertThat(where(matcher)).as(matcher.toString()).isEmpty();
    }
    assertThat(where(new Matcher.Sealed(PartFacts.Seal.PRESENT), poor, unknown)).isEmpty();
    assertThat(where(new Matcher.Sealed(PartFacts.Seal.PRESENT), good)).containsExactly("3");
  }

  @Test
  void misreadSpellingsAreLookedForAndNotTheWordItself() {
    Matcher misread =
        new Matcher.Words(
            List.of("机密"), Set.of(Form.BRACKET), Set.of(), List.of(), Surroundings.ANY, 1, true);

    for (String spelling : List.of("木几密", "杌 密", "机蜜", "鸡(jī)密", "JIMI", "J密", "机宓")) {
      assertThat(fires(misread, "【" + spelling + "】")).as(spelling).isTrue();
    }
    assertThat(fires(misread, "【机密】")).isFalse();
    assertThat(fires(misread, "【蜂蜜】")).isFalse();
  }

  @Test
  void anExpressionIsFoundOnItsLineWithWhatItNeedsAndWithout() {
    for (String re2 : List.of("第[0-9]+号预警", "[0-9]+号")) {
      Matcher pattern = new Matcher.Expression(re2, Set.of());

      assertThat(fires(pattern, "甲\n第３号预警\n乙")).as(re2).isTrue();
      assertThat(fires(pattern, "第号\n3\n预警")).as(re2).isFalse();
    }
    assertThat(fires(new Matcher.Expression("甲", Set.of(Zone.SUBJECT)), "甲")).isFalse();
  }

  @Test
  void eventsOfAllRulesAreJoined() {
    Policy policy =
        policy(
            List.of(
                rule("a", words(List.of("塌方"), 1), EventCategory.ACCIDENT, EventLevel.LARGER),
                rule(
                    "b",
                    words(List.of("暴雨"), 1),
                    EventCategory.NATURAL_DISASTER,
                    EventLevel.MAJOR)));

    Verdict verdict =
        new Judge(policy)
            .judge(Judging.content(Place.BODY, "暴雨引发塌方"), new Arrival("fax-mail", "", NOON));

    assertThat(verdict.event())
        .isEqualTo(
            new Event(
                Set.of(EventCategory.NATURAL_DISASTER, EventCategory.ACCIDENT), EventLevel.MAJOR));
    assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
  }

  private static Matcher words(List<String> words, int atLeast) {
    return new Matcher.Words(
        words, Set.of(Form.TEXT), Set.of(), List.of(), Surroundings.ANY, atLeast);
  }

  private static boolean fires(Matcher matcher, String text) {
    return fires(matcher, NOON, "x", text);
  }

  private static boolean fires(Matcher matcher, Instant received, String sender, String... texts) {
    List<Part> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(new Part("part-" + parts.size(), Place.BODY, text));
    }
    return !new Judge(with(matcher))
        .judge(new Content(parts, List.of()), new Arrival("fax-mail", sender, received))
        .rules()
        .isEmpty();
  }

  private static List<String> where(Matcher matcher, PartFacts... facts) {
    Content content =
        new Content(List.of(new Part("body", Place.BODY, "文")), List.of(), List.of(facts));
    return new Judge(with(matcher))
        .judge(content, new Arrival("fax-mail", "x", NOON)).evidence().stream()
            .map(Evidence::part)
            .toList();
  }

  private static Policy with(Matcher matcher) {
    return policy(List.of(rule("it", matcher, EventCategory.ACCIDENT, EventLevel.ORDINARY)));
  }

  private static Rule rule(String id, Matcher matcher, EventCategory category, EventLevel level) {
    Raise raise = new Raise(null, null, null, false, new Event(Set.of(category), level));
    return new Rule(id, "why", List.of(matcher), raise, List.of());
  }

  private static Policy policy(List<Rule> rules) {
    return new Policy(
        SHIPPED.digest(),
        SHIPPED.version(),
        null,
        SHIPPED.channels(),
        SHIPPED.outlets(),
        SHIPPED.lines(),
        SHIPPED.spill(),
        SHIPPED.marks(),
        rules);
  }
}
