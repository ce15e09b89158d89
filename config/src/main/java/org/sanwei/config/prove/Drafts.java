package org.sanwei.config.prove;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.MarkGrammar;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Makes messages that a matcher should find, from its own words. */
final class Drafts {
  private static final int MOST_WORDS = 12;
  private static final int MOST_OF_ALL = 6;
  private static final int MOST = 400;
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 3, 2);

  private final MarkGrammar marks;
  private final TreeMap<String, ChannelKind> channels;

  Drafts(Policy policy) {
    this.marks = policy.marks();
    this.channels = new TreeMap<>(policy.channels());
  }

  /** Some, the plainest first; none where none could be made. */
  List<Draft> of(Matcher matcher) {
    List<Draft> made = new ArrayList<>();
    if (matcher instanceof Matcher.Words words) {
      words(words, made);
    } else if (matcher instanceof Matcher.Expression expression) {
      ExpressionText.of(expression.re2()).forEach(text -> placed(text, expression.zones(), made));
    } else if (matcher instanceof Matcher.Near near) {
      near(near, made);
    } else if (matcher instanceof Matcher.Amount amount) {
      amount(amount, made);
    } else if (matcher instanceof Matcher.Source source) {
      channels.forEach(
          (name, kind) -> {
            if (source.channels().contains(name) || source.kinds().contains(kind)) {
              made.add(Draft.channel(name));
            }
          });
      source.channels().stream().sorted().map(Draft::channel).forEach(made::add);
    } else if (matcher instanceof Matcher.Senders senders) {
      senders.shapes().forEach(shape -> made.add(Draft.text(Zone.SENDER, sender(shape))));
    } else if (matcher instanceof Matcher.Unreadable unreadable) {
      Set<UnreadReason> reasons = unreadable.reasons();
      (reasons.isEmpty() ? Set.of(UnreadReason.values()) : reasons)
          .stream().sorted().map(Draft::unread).forEach(made::add);
    } else if (matcher instanceof Matcher.Confidence confidence) {
      made.add(Draft.facts(Math.max(0, confidence.below() - 1), null, null));
    } else if (matcher instanceof Matcher.Pages pages) {
      made.add(Draft.facts(null, pages.atLeast(), null));
    } else if (matcher instanceof Matcher.Sealed looked) {
      made.add(Draft.facts(null, null, looked.seal()));
    } else if (matcher instanceof Matcher.Hours hours) {
      hours(hours, made);
    } else if (matcher instanceof Matcher.All all) {
      return all(all.of());
    }
    return made.stream().limit(MOST).toList();
  }

  private static String sender(String shape) {
    if (shape.startsWith("@")) {
      return "a" + shape;
    }
    return shape.endsWith("*") ? shape.substring(0, shape.length() - 1) + "1234567" : shape;
  }

  private static void hours(Matcher.Hours hours, List<Draft> made) {
    Set<DayOfWeek> days = hours.days().isEmpty() ? Set.of(DayOfWeek.values()) : hours.days();
    for (DayOfWeek day : days.stream().sorted().toList()) {
      LocalDateTime from = SOME_DAY.with(TemporalAdjusters.nextOrSame(day)).atTime(hours.from());
      LocalDateTime to = from.toLocalDate().atTime(hours.to());
      made.add(Draft.received(from));
      made.add(
          Draft.received((hours.to().isAfter(hours.from()) ? to : to.plusDays(1)).minusMinutes(1)));
    }
  }

  /** One of each, in some of the ways to choose them. */
  private List<Draft> all(List<Matcher> of) {
    List<Draft> so = List.of(Draft.EMPTY);
    for (Matcher matcher : of) {
      List<Draft> next = of(matcher).stream().limit(MOST_OF_ALL).toList();
      List<Draft> with = new ArrayList<>();
      for (Draft one : so) {
        next.forEach(other -> with.add(one.and(other)));
      }
      so = with.stream().limit(MOST).toList();
    }
    return so;
  }

  private void near(Matcher.Near near, List<Draft> made) {
    for (String one : near.one().stream().limit(MOST_WORDS).toList()) {
      for (String other : near.other().stream().limit(MOST_WORDS).toList()) {
        placed(one + "某".repeat(near.within()) + other, near.zones(), made);
        placed(one + "与" + other, near.zones(), made);
      }
    }
  }

  private void amount(Matcher.Amount amount, List<Draft> made) {
    for (String word : amount.words().stream().limit(MOST_WORDS).toList()) {
      for (String unit : amount.units()) {
        placed(word + amount.atLeast() + unit + "。", amount.zones(), made);
        placed("共" + amount.atLeast() + unit + word + "。", amount.zones(), made);
      }
    }
  }

  private void words(Matcher.Words words, List<Draft> made) {
    Surroundings around = words.surroundings();
    List<String> before = texts(around.before());
    List<String> after = texts(around.after());
    for (String word : words.words().stream().limit(MOST_WORDS).toList()) {
      for (Form form : words.forms().stream().sorted(Comparator.naturalOrder()).toList()) {
        for (String shaped : shaped(word, form)) {
          for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String with = before.get(i % before.size()) + word + after.get(i % after.size());
            String one = shaped.replace(word, with);
            placed(String.join("\n", repeat(one, words.atLeast())), words.zones(), made);
          }
        }
      }
    }
  }

  private static List<String> repeat(String one, int times) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Math.min(times, Matcher.Words.MOST_TIMES); i++) {
      all.add(one);
    }
    return all;
  }

  private static List<String> texts(@Nullable String expression) {
    List<String> made = expression == null ? List.of() : ExpressionText.of(expression);
    return made.isEmpty() ? List.of("") : made;
  }

  /** The word as the form wants it. */
  private List<String> shaped(String word, Form form) {
    return switch (form) {
      case TEXT -> List.of(word, "关于" + word + "的说明。");
      case STARRED -> List.of(word + "★10年", word + "★启用前");
      case BARE_STAR -> List.of("附件标有" + word + "★，请核。");
      case LINE -> lines(word);
      case FIELD -> fields(word);
      case CHOICE -> choices(word);
      case BRACKET -> List.of("【" + word + "】关于某事的通知");
      case INSET -> List.of("请把会议方案（" + word + "）带来。");
      case LEAD -> List.of(word + "：今晚八点集合。", word + "，今晚八点集合。");
    };
  }

  private List<String> lines(String word) {
    List<String> made = new ArrayList<>();
    made.add(word + "\n关于某事的报告");
    marks.companions().forEach(companion -> made.add(companion + " " + word));
    return made;
  }

  private List<String> fields(String word) {
    return marks.fields().stream().map(field -> field + "：" + word).toList();
  }

  private List<String> choices(String word) {
    List<String> made = new ArrayList<>();
    for (String field : marks.fields().stream().limit(2).toList()) {
      marks.options().forEach(option -> made.add(field + "：" + option + "□ " + word + "☑"));
    }
    return made;
  }

  /** The text in each of the places, and deep in a text too. */
  private void placed(String text, Collection<Zone> zones, List<Draft> made) {
    List<Zone> places =
        zones.isEmpty()
            ? List.of(
                Zone.BODY, Zone.SUBJECT, Zone.ATTACHMENT, Zone.FILE_NAME, Zone.QUOTED, Zone.SENDER)
            : zones.stream().sorted().toList();
    for (Zone zone : places) {
      switch (zone) {
        case HEAD -> {
          made.add(Draft.text(Zone.BODY, text));
          made.add(Draft.text(Zone.BODY, lines(marks.headLines() - 1) + text));
        }
        case BODY, ATTACHMENT, QUOTED -> {
          made.add(Draft.text(zone, text));
          made.add(Draft.text(zone, lines(marks.headLines() + 1) + text));
        }
        default -> made.add(Draft.text(zone, text));
      }
    }
  }

  private static String lines(int count) {
    return "某行。\n".repeat(Math.max(0, count));
  }
}
