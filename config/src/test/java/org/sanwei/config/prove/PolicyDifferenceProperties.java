package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.MarkGrammar;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

class PolicyDifferenceProperties {
  private static final Policy BASE = PolicyTexts.base();
  private static final List<String> WORDS =
      List.of("机密", "秘密", "绝密", "涉密", "名单", "商业秘密", "明电", "份号", "培训", "死亡", "外传", "底稿");
  private static final List<String> PIECES =
      List.of(
          "机密", "秘密★1年", "绝密★启用前", "\n", "密级：", "公开□", "（", "）", "【", "】", "本件涉密", "培训", "名单", "外传",
          "底稿", "死亡3人", "死亡12人", "密字第7号", "密函2026", "某", "，", "。", "份号 ", "明电", " ", "商业秘密");

  @Property(tries = 250)
  void whateverIsJudgedLowerIsListedAsALoosening(@ForAll long seed) {
    Random random = new Random(seed);
    Policy now = edited(random);

    PolicyDifference difference = PolicyDifference.between(BASE, now);

    if (!difference.loosens()) {
      Judge old = new Judge(BASE);
      Judge judge = new Judge(now);
      for (int i = 0; i < 60; i++) {
        Content content = content(random);
        Arrival arrival = arrival(random);
        Shift shift = Shift.between(old.judge(content, arrival), judge.judge(content, arrival));
        assertThat(shift.lowers()).as("seed %d: %s", seed, difference).isFalse();
      }
    }
  }

  @Property(tries = 100)
  void backAgainWhatLoosenedTightensAndWhatTightenedLoosens(@ForAll long seed) {
    Policy now = edited(new Random(seed));

    List<Change> there = PolicyDifference.between(BASE, now).changes();
    List<Change> back = PolicyDifference.between(now, BASE).changes();

    assertThat(back).as("seed %d", seed).hasSameSizeAs(there);
    for (int i = 0; i < there.size(); i++) {
      Direction direction = there.get(i).direction();
      assertThat(back.get(i).direction().tightens())
          .as("seed %d: %s", seed, there.get(i))
          .isEqualTo(direction.loosens());
      assertThat(back.get(i).direction().loosens())
          .as("seed %d: %s", seed, there.get(i))
          .isEqualTo(direction.tightens());
    }
  }

  private static Content content(Random random) {
    List<Part> parts = new ArrayList<>();
    for (Place place : Place.values()) {
      if (parts.isEmpty() || random.nextInt(3) == 0) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14) + 1; i > 0; i--) {
          text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        parts.add(new Part(place.name(), place, text.toString()));
      }
    }
    UnreadReason[] reasons = UnreadReason.values();
    List<Unread> unread =
        random.nextInt(4) == 0
            ? List.of(new Unread("1", reasons[random.nextInt(reasons.length)]))
            : List.of();
    return new Content(parts, unread);
  }

  private static Arrival arrival(Random random) {
    return new Arrival(
        random.nextBoolean() ? "fax-mail" : "sms-in",
        random.nextBoolean() ? "05461234" : "a@moh.gov.cn",
        Instant.EPOCH.plusSeconds(random.nextInt(7 * 86_400)));
  }

  private static Policy edited(Random random) {
    List<Rule> rules = new ArrayList<>(BASE.rules());
    MarkGrammar marks = BASE.marks();
    Sensitivity ceiling = BASE.ceiling();
    for (int edits = random.nextInt(2) + 1; edits > 0; edits--) {
      int at = random.nextInt(rules.size());
      Rule rule = rules.get(at);
      switch (random.nextInt(12)) {
        case 0 -> rules.remove(at);
        case 1 -> ceiling = Sensitivity.values()[random.nextInt(5)];
        case 2 ->
            marks =
                new MarkGrammar(
                    random.nextInt(12) + 1,
                    some(random, List.of("份号", "明电", "传真")),
                    marks.fields(),
                    marks.options());
        case 3 ->
            marks =
                new MarkGrammar(
                    marks.headLines(),
                    marks.companions(),
                    some(random, List.of("密级", "等级", "定密")),
                    some(random, List.of("绝密", "机密", "秘密", "公开")));
        case 4, 5 -> rules.set(at, raising(rule, random));
        default -> rules.set(at, matching(rule, random));
      }
    }
    return new Policy(
        "d",
        BASE.version(),
        ceiling,
        BASE.channels(),
        BASE.outlets(),
        BASE.lines(),
        BASE.spill(),
        marks,
        rules,
        BASE.silence(),
        BASE.zone(),
        BASE.orders(),
        BASE.clocks());
  }

  private static Rule raising(Rule rule, Random random) {
    Raise old = rule.raises();
    Raise raise =
        new Raise(
            random.nextBoolean() ? old.sensitivity() : Sensitivity.values()[random.nextInt(5)],
            random.nextBoolean() ? old.urgency() : Urgency.values()[random.nextInt(5)],
            random.nextBoolean() ? old.line() : null,
            random.nextBoolean() ? old.suspect() : random.nextBoolean(),
            old.event());
    return new Rule(rule.id(), rule.why(), rule.matchers(), raise, rule.tests());
  }

  private static Rule matching(Rule rule, Random random) {
    List<Matcher> matchers = new ArrayList<>(rule.matchers());
    int at = random.nextInt(matchers.size());
    if (random.nextInt(4) == 0) {
      matchers.add(words(random));
    } else if (random.nextInt(4) == 0 && matchers.size() > 1) {
      matchers.remove(at);
    } else {
      matchers.set(at, other(matchers.get(at), random));
    }
    return new Rule(rule.id(), rule.why(), matchers, rule.raises(), rule.tests());
  }

  private static Matcher other(Matcher matcher, Random random) {
    if (matcher instanceof Matcher.Words words) {
      return switch (random.nextInt(6)) {
        case 0 -> words(some(random, WORDS), words.forms(), words.zones(), words.unless(), words);
        case 1 -> words(words.words(), forms(random), words.zones(), words.unless(), words);
        case 2 -> words(words.words(), words.forms(), zones(random), words.unless(), words);
        case 3 ->
            words(words.words(), words.forms(), words.zones(), List.of("商业秘密", "涉密培训"), words);
        case 4 -> words(words.words(), words.forms(), words.zones(), List.of(), words);
        default ->
            new Matcher.Words(
                words.words(),
                words.forms(),
                words.zones(),
                words.unless(),
                words.surroundings(),
                random.nextInt(3) + 1);
      };
    }
    if (matcher instanceof Matcher.Near near) {
      return new Matcher.Near(
          near.one(), some(random, near.other()), random.nextInt(20) + 1, near.zones());
    }
    if (matcher instanceof Matcher.Amount amount) {
      return new Matcher.Amount(
          amount.words(), amount.units(), random.nextInt(20) + 1, amount.zones());
    }
    if (matcher instanceof Matcher.Expression) {
      return new Matcher.Expression(
          random.nextBoolean() ? "密字第[0-9]+号" : "密字第7号|密函[0-9]{4}", zones(random));
    }
    if (matcher instanceof Matcher.All all) {
      List<Matcher> of = new ArrayList<>(all.of());
      if (random.nextBoolean()) {
        of.add(words(random));
      } else {
        of.remove(random.nextInt(of.size()));
      }
      return new Matcher.All(of);
    }
    return matcher instanceof Matcher.Unreadable
        ? new Matcher.Unreadable(Set.of(UnreadReason.ENCRYPTED))
        : new Matcher.Senders(List.of("0546*"));
  }

  private static Matcher words(Random random) {
    return new Matcher.Words(
        some(random, WORDS), forms(random), zones(random), List.of(), Matcher.Surroundings.ANY, 1);
  }

  private static Matcher words(
      List<String> words,
      Set<Form> forms,
      Set<Zone> zones,
      List<String> unless,
      Matcher.Words all) {
    return new Matcher.Words(words, forms, zones, unless, all.surroundings(), all.atLeast());
  }

  private static <T> List<T> some(Random random, List<T> all) {
    List<T> some = new ArrayList<>(all);
    while (some.size() > 1 && random.nextBoolean()) {
      some.remove(random.nextInt(some.size()));
    }
    return some;
  }

  private static Set<Form> forms(Random random) {
    return EnumSet.copyOf(some(random, List.of(Form.values())));
  }

  private static Set<Zone> zones(Random random) {
    return random.nextInt(3) == 0 ? Set.of() : EnumSet.copyOf(some(random, List.of(Zone.values())));
  }
}
