package org.sanwei.gateway.policy;

import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.DutyClock;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.StandingOrder;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Says what a rule looks for, and what it raises, in sentences that can be read aloud. */
final class RuleSpeech {
  private final Wording messages;
  private final Locale locale;

  RuleSpeech(Wording messages, Locale locale) {
    this.messages = messages;
    this.locale = locale;
  }

  /** One matcher as a sentence without its full stop. */
  String of(Matcher matcher) {
    if (matcher instanceof Matcher.Words words) {
      return words(words);
    }
    if (matcher instanceof Matcher.Expression expression) {
      return say("speech.pattern", expression.re2()) + zones(expression.zones());
    }
    if (matcher instanceof Matcher.Near near) {
      return say("speech.near", quoted(near.one()), quoted(near.other()), near.within())
          + zones(near.zones());
    }
    if (matcher instanceof Matcher.Amount amount) {
      return say(
              "speech.amount",
              quoted(amount.words()),
              Long.toString(amount.atLeast()),
              listed(amount.units()))
          + zones(amount.zones());
    }
    if (matcher instanceof Matcher.Source source) {
      List<String> ways = new ArrayList<>(source.channels().stream().sorted().toList());
      source.kinds().stream().sorted().map(this::kind).forEach(ways::add);
      return say("speech.source", listed(ways));
    }
    if (matcher instanceof Matcher.Senders senders) {
      return say("speech.senders", listed(senders.shapes()));
    }
    if (matcher instanceof Matcher.Unreadable unreadable) {
      return unreadable.reasons().isEmpty()
          ? say("speech.unreadAny")
          : say(
              "speech.unread",
              listed(unreadable.reasons().stream().sorted().map(this::unread).toList()));
    }
    if (matcher instanceof Matcher.Confidence confidence) {
      return say("speech.confidence", confidence.below());
    }
    if (matcher instanceof Matcher.Pages pages) {
      return say("speech.pages", pages.atLeast());
    }
    if (matcher instanceof Matcher.Sealed looked) {
      return say("speech.seal." + looked.seal().name());
    }
    if (matcher instanceof Matcher.Hours hours) {
      String times = say("speech.hours", hours.from().toString(), hours.to().toString());
      return hours.days().isEmpty()
          ? times
          : times
              + say(
                  "speech.days",
                  listed(
                      hours.days().stream()
                          .sorted()
                          .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
                          .toList()));
    }
    if (matcher instanceof Matcher.All all) {
      return say(
          "speech.all",
          all.of().stream().map(this::of).collect(Collectors.joining(say("speech.and"))));
    }
    throw new IllegalStateException("nobody said how to read " + matcher.getClass());
  }

  /** The forms that a rule speaks of and that are not just running text. */
  static Set<Form> forms(Rule rule) {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    rule.matchers().forEach(matcher -> add(matcher, forms));
    forms.remove(Form.TEXT);
    return forms;
  }

  private static void add(Matcher matcher, Set<Form> forms) {
    if (matcher instanceof Matcher.Words words) {
      forms.addAll(words.forms());
    } else if (matcher instanceof Matcher.All all) {
      all.of().forEach(one -> add(one, forms));
    }
  }

  private String words(Matcher.Words words) {
    StringBuilder said =
        new StringBuilder(
            say(words.misread() ? "speech.misread" : "speech.words", quoted(words.words())));
    if (!words.forms().contains(Form.TEXT)) {
      said.append(
          say("speech.form", listed(words.forms().stream().sorted().map(this::form).toList())));
    }
    said.append(zones(words.zones()));
    if (words.atLeast() > 1) {
      said.append(say("speech.times", words.atLeast()));
    }
    Surroundings around = words.surroundings();
    beside(said, "speech.before", around.before());
    beside(said, "speech.after", around.after());
    beside(said, "speech.notBefore", around.notBefore());
    beside(said, "speech.notAfter", around.notAfter());
    if (!words.unless().isEmpty()) {
      said.append(say("speech.unless", quoted(words.unless())));
    }
    return said.toString();
  }

  private void beside(StringBuilder said, String key, @Nullable String expression) {
    if (expression != null) {
      said.append(say(key, expression));
    }
  }

  /** What a rule raises, each as a few words. */
  List<String> of(Raise raise) {
    List<String> said = new ArrayList<>();
    if (raise.sensitivity() != null) {
      said.add(say("speech.raise.sensitivity", say("sensitivity." + raise.sensitivity().name())));
    }
    if (raise.suspect()) {
      said.add(say("speech.raise.suspect"));
    }
    if (raise.urgency() != null) {
      said.add(say("speech.raise.urgency", say("urgency." + raise.urgency().name())));
    }
    if (raise.line() != null) {
      said.add(say("speech.raise.line", raise.line().path()));
    }
    Event event = raise.event();
    if (!event.categories().isEmpty()) {
      said.add(
          say(
              "speech.raise.category",
              listed(
                  event.categories().stream().map(one -> say("category." + one.name())).toList())));
    }
    if (event.level() != null) {
      said.add(say("speech.raise.level", say("level." + event.level().name())));
    }
    return said;
  }

  /** When a clock runs out, and for what. */
  String of(DutyClock clock) {
    String run;
    if (clock.run() instanceof DutyClock.Within within) {
      run = say("speech.clock." + within.from().name(), span(within.time()), duty(clock));
    } else {
      List<String> times =
          ((DutyClock.Daily) clock.run()).at().stream().map(Object::toString).toList();
      run = say("speech.clock.daily", listed(times), duty(clock));
    }
    List<String> which = new ArrayList<>();
    clock.levels().stream().sorted().map(one -> say("level." + one.name())).forEach(which::add);
    clock.urgencies().stream()
        .sorted()
        .map(one -> say("urgency." + one.name()))
        .forEach(which::add);
    return which.isEmpty() ? run : say("speech.clock.for", listed(which), run);
  }

  private String duty(DutyClock clock) {
    return say("duty." + clock.duty().name());
  }

  /** Who may fire an order, how often, and until when. */
  String of(StandingOrder order) {
    return say(
        "speech.order",
        order.channel(),
        order.credential(),
        listed(order.recipients()),
        listed(order.outlets().stream().sorted().toList()),
        order.cap().times(),
        span(order.cap().within()),
        order.from().toString(),
        order.until().toString());
  }

  /** The text of an order, with what may stand in its slots. */
  String template(StandingOrder order) {
    StringBuilder said = new StringBuilder();
    for (StandingOrder.Piece piece : order.template()) {
      if (piece instanceof StandingOrder.Literal literal) {
        said.append(literal.text());
      } else if (piece instanceof StandingOrder.OneOf one) {
        said.append('〔').append(String.join("|", one.words())).append('〕');
      } else if (piece instanceof StandingOrder.Number number) {
        said.append('〔').append(number.from()).append('–').append(number.to()).append('〕');
      }
    }
    return said.toString();
  }

  private String span(Duration span) {
    long minutes = span.toMinutes();
    if (minutes % (24 * 60) == 0) {
      return say("speech.days.long", Long.toString(minutes / (24 * 60)));
    }
    return minutes % 60 == 0
        ? say("speech.hours.long", Long.toString(minutes / 60))
        : say("speech.minutes.long", Long.toString(minutes));
  }

  private String zones(Collection<Zone> zones) {
    return zones.isEmpty()
        ? ""
        : say(
            "speech.in",
            listed(zones.stream().sorted().map(zone -> say("zone." + zone.word())).toList()));
  }

  private String form(Form form) {
    return say("form." + form.word());
  }

  private String kind(ChannelKind kind) {
    return say("kind." + kind.name());
  }

  private String unread(UnreadReason reason) {
    return say("unread." + reason.word());
  }

  private String quoted(Collection<String> words) {
    return words.stream()
        .map(word -> say("speech.quote", word))
        .collect(Collectors.joining(say("speech.or")));
  }

  private String listed(Collection<String> words) {
    return String.join(say("speech.or"), words);
  }

  private String say(String key, Object... arguments) {
    return messages.say(key, arguments, locale);
  }
}
