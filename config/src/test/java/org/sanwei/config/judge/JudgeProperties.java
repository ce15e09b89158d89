package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.ARRIVAL;
import static org.sanwei.config.judge.Judging.JUDGE;
import static org.sanwei.config.judge.Judging.SHIPPED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.sanwei.config.policy.Rule;

class JudgeProperties {
  private static final List<String> MARKS =
      List.of("绝密★30年", "机密★10年", "秘密★6个月", "機密☆５年", "絕密★启用前", "机密*长期", "密级:机密", "【秘密】");

  private static final List<String> NOISE =
      List.of(
          " ", "  ", "\u3000", "\t", "\n", "\r\n", "\u00A0", "\u200B", "\u200C", "\u200D", "\uFEFF",
          "\u2060", "\u00AD", "\u202A", "\u202E", "\u202C", "\u2066", "\u2069", "\uFE0F", "\u0301",
          "\u034F", "\u180E", "\u115F", "\u3164");

  @Property(tries = 500)
  void noiseBetweenTheCharactersNeverOpensAMarkedText(
      @ForAll("marks") String mark, @ForAll("noises") List<String> noise) {
    StringBuilder text = new StringBuilder();
    int[] cps = mark.codePoints().toArray();
    for (int i = 0; i < cps.length; i++) {
      text.appendCodePoint(cps[i]).append(noise.get(i % noise.size()));
    }

    assertThat(Judging.judge(Place.BODY, text.toString()).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void widthNeverOpensAMarkedText(@ForAll("marks") String mark, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    mark.codePoints()
        .forEach(
            cp ->
                text.appendCodePoint(
                    cp > ' ' && cp < 0x7F && random.nextBoolean() ? cp + 0xFEE0 : cp));

    assertThat(Judging.judge(Place.BODY, text.toString()).outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Property(tries = 300)
  void aFullMarkIsFoundWhereverItStands(
      @ForAll("surroundings") String before, @ForAll("surroundings") String after) {
    String text = before + "机密★10年" + after;

    assertThat(Judging.judge(Place.BODY, text).label().sensitivity().classified()).isTrue();
  }

  @Property(tries = 60)
  void addingARuleNeverLowersAVerdict(@ForAll("texts") String text, @ForAll long seed) {
    List<Rule> rules = new ArrayList<>(SHIPPED.rules());
    Collections.shuffle(rules, new Random(seed));
    List<Rule> fewer = rules.subList(0, rules.size() / 2);

    Verdict of = new Judge(Judging.with(fewer)).judge(Judging.content(Place.BODY, text), ARRIVAL);
    Verdict ofMore =
        new Judge(Judging.with(rules)).judge(Judging.content(Place.BODY, text), ARRIVAL);

    assertThat(ofMore.outcome()).isGreaterThanOrEqualTo(of.outcome());
    assertThat(ofMore.label().join(of.label())).isEqualTo(ofMore.label());
  }

  @Property(tries = 60)
  void theOrderOfRulesAndPartsIsIrrelevant(
      @ForAll("texts") String one, @ForAll("texts") String two, @ForAll long seed) {
    List<Rule> rules = new ArrayList<>(SHIPPED.rules());
    Collections.shuffle(rules, new Random(seed));
    Part a = new Part("a", Place.BODY, one);
    Part b = new Part("b", Place.QUOTED, two);

    Verdict straight = JUDGE.judge(new Content(List.of(a, b), List.of()), ARRIVAL);
    Verdict mixed =
        new Judge(Judging.with(rules)).judge(new Content(List.of(b, a), List.of()), ARRIVAL);

    assertThat(mixed).isEqualTo(straight);
  }

  @Property(tries = 600)
  void judgingIsTotal(@ForAll("anything") String text, @ForAll Place place) {
    Verdict verdict = Judging.judge(place, text);

    int length = text.codePointCount(0, text.length());
    assertThat(verdict.evidence())
        .allSatisfy(
            e -> {
              assertThat(e.start()).isNotNegative();
              assertThat(e.end()).isGreaterThan(e.start()).isLessThanOrEqualTo(length);
              assertThat(e.excerpt().codePointCount(0, e.excerpt().length()))
                  .isLessThanOrEqualTo(Judge.EXCERPT);
            });
  }

  @Provide
  Arbitrary<String> marks() {
    return Arbitraries.of(MARKS);
  }

  @Provide
  Arbitrary<List<String>> noises() {
    return Arbitraries.of(NOISE).list().ofMinSize(1).ofMaxSize(8);
  }

  /** Any characters; those of marks come up often. */
  @Provide
  Arbitrary<String> anything() {
    Arbitrary<Character> marks =
        Arbitraries.of(
            '绝', '机', '密', '秘', '级', '★', '*', '·', ':', '【', '】', '(', ')', '年', '1', '内', '部',
            '特', '急', '电', 'a', 'm', 'p', 'x', '%', '=', 'E', '6', '\\', 'u', '\n', '\f', ' ', '&',
            '#', ';', '<', '>', 'S', '\uD83D', '\uDE00', '\uFFFD');
    return Arbitraries.frequencyOf(Tuple.of(4, marks), Tuple.of(1, Arbitraries.chars().all()))
        .list()
        .ofMaxSize(120)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "机密★10年",
            "秘密：",
            "【内部】",
            "特急\n",
            "密电",
            "本件为机密",
            "今日天晴。",
            "\n",
            "商业秘密",
            "密级：公开□机密□",
            "绝密",
            "SECRET\n",
            "秘密花园 ",
            "（机密）");
    return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
  }

  /** Running text that does not itself change what the mark says. */
  @Provide
  Arbitrary<String> surroundings() {
    return Arbitraries.of("今", "日", "天", "晴", "。", "，", "\n", " ", "报", "告", "3", "A")
        .list()
        .ofMaxSize(30)
        .map(list -> String.join("", list));
  }
}
