package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.ARRIVAL;
import static org.sanwei.config.judge.Judging.JUDGE;
import static org.sanwei.config.judge.Judging.SHIPPED;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.Zone;

/** More rules and more parts only raise; and whatever comes, an answer is given within a bound. */
class MonotonyProperties {
  private static final List<String> PIECES =
      List.of(
          "机密★10年",
          "秘密：",
          "【内部】",
          "特急\n",
          "密电",
          "今日天晴。",
          "\n",
          "商业秘密",
          "密级：公开□机密□",
          "绝",
          "密★3年",
          "SEC",
          "RET\n",
          "（机密）",
          "5py65a+G4piFMTDlubQ=",
          "&amp;#26426;",
          "机",
          "密\n",
          "\f");

  @Property(tries = 150)
  void addingARuleOfAnyKindNeverLowersAVerdict(
      @ForAll("texts") String one,
      @ForAll("texts") String two,
      @ForAll("rules") Rule rule,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>(SHIPPED.rules());
    Collections.shuffle(rules, random);
    List<Rule> fewer = rules.subList(0, 4);
    List<Rule> more = new ArrayList<>(fewer);
    more.add(random.nextInt(5), rule);
    Content content =
        new Content(
            List.of(new Part("a", Place.SUBJECT, one), new Part("b", Place.BODY, two)), List.of());

    Verdict of = new Judge(Judging.with(fewer)).judge(content, ARRIVAL);
    Verdict ofMore = new Judge(Judging.with(more)).judge(content, ARRIVAL);

    assertThat(ofMore.outcome()).isGreaterThanOrEqualTo(of.outcome());
    assertThat(ofMore.label().join(of.label())).isEqualTo(ofMore.label());
    assertThat(ofMore.event().join(of.event())).isEqualTo(ofMore.event());
    assertThat(ofMore.evidence()).containsAll(of.evidence());
  }

  @Property(tries = 300)
  void addingAPartNeverTakesARuleAway(
      @ForAll("texts") String one, @ForAll("texts") String two, @ForAll Place place) {
    Part a = new Part("a", Place.BODY, one);
    Part b = new Part("b", place, two);

    Verdict of = JUDGE.judge(new Content(List.of(a), List.of()), ARRIVAL);
    Verdict ofMore = JUDGE.judge(new Content(List.of(a, b), List.of()), ARRIVAL);

    assertThat(ofMore.label().join(of.label())).isEqualTo(ofMore.label());
    assertThat(ofMore.rules()).containsAll(of.rules());
  }

  @Property(tries = 100)
  void theOrderOfManyPartsIsIrrelevant(@ForAll("manyTexts") List<String> texts, @ForAll long seed) {
    List<Part> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(new Part("p" + parts.size(), Place.values()[parts.size() % 9], text));
    }
    Verdict straight = JUDGE.judge(new Content(parts, List.of()), ARRIVAL);
    Collections.shuffle(parts, new Random(seed));

    assertThat(JUDGE.judge(new Content(parts, List.of()), ARRIVAL)).isEqualTo(straight);
  }

  @Property(tries = 40)
  void longRunsOfAnythingAreJudged(@ForAll("texts") String piece, @ForAll Place place) {
    String text = (piece + "机").repeat(200_000 / (piece.length() + 1));

    Verdict verdict = Judging.judge(place, text);

    assertThat(verdict.evidence().size())
        .isLessThanOrEqualTo(SHIPPED.rules().size() * Judge.EVIDENCE_PER_RULE);
  }

  @Property(tries = 300)
  void randomBytesAreJudged(@ForAll byte[] bytes, @ForAll Place place) {
    for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
      Verdict verdict = Judging.judge(place, new String(bytes, charset) + "机");

      assertThat(verdict.policy()).isEqualTo(SHIPPED.digest());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(6).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<String>> manyTexts() {
    return texts().list().ofMaxSize(12);
  }

  /** Rules with matchers of many kinds, that raise something or other. */
  @Provide
  Arbitrary<Rule> rules() {
    Arbitrary<List<String>> words =
        Arbitraries.of("机密", "天晴", "密", "公开", "商业秘密", "内部", "a", "★", "")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    Arbitrary<Set<Form>> forms = Arbitraries.of(Form.class).set().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Set<Zone>> zones = Arbitraries.of(Zone.class).set().ofMaxSize(2);
    Arbitrary<Matcher> formed =
        Combinators.combine(words, forms, zones, words, Arbitraries.of(true, false))
            .as((w, f, z, u, m) -> new Matcher.Words(w, f, z, u, Surroundings.ANY, 1, m));
    Arbitrary<Matcher> near =
        Combinators.combine(words, words, zones).as((w, o, z) -> new Matcher.Near(w, o, 9, z));
    Arbitrary<Matcher> other =
        Arbitraries.of(
            new Matcher.Expression("[密晴].", Set.of()),
            new Matcher.Amount(List.of("天晴", "密"), List.of("年"), 1, Set.of()),
            new Matcher.Source(Set.of("fax-mail"), Set.of()),
            new Matcher.Senders(List.of("send*")));
    Arbitrary<Raise> raises =
        Arbitraries.of(
            new Raise(Sensitivity.SECRET, null, null, false),
            new Raise(Sensitivity.WORK_SECRET, Urgency.FLASH, null, false),
            new Raise(null, Urgency.ROUTINE, Line.ROOT, false),
            new Raise(null, null, null, true));
    return Combinators.combine(
            Arbitraries.frequencyOf(Tuple.of(4, formed), Tuple.of(1, near), Tuple.of(1, other))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3),
            raises)
        .as((matchers, raise) -> new Rule("added", "any", matchers, raise, List.of()));
  }
}
