package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** Pieces of a policy as its author writes them in a file, on one line. */
final class Wording {
  private Wording() {}

  static String matcher(Matcher matcher) {
    List<String> keys = new ArrayList<>();
    if (matcher instanceof Matcher.Words words) {
      keys.add("words: " + list(words.words()));
      if (words.misread()) {
        keys.add("misread: true");
      }
      keys.add("form: " + list(words.forms()));
      in(keys, words.zones());
      if (!words.unless().isEmpty()) {
        keys.add("unless: " + list(words.unless()));
      }
      add(keys, "before", words.surroundings().before());
      add(keys, "notBefore", words.surroundings().notBefore());
      add(keys, "after", words.surroundings().after());
      add(keys, "notAfter", words.surroundings().notAfter());
      if (words.atLeast() > 1) {
        keys.add("atLeast: " + words.atLeast());
      }
    } else if (matcher instanceof Matcher.Expression expression) {
      add(keys, "pattern", expression.re2());
      in(keys, expression.zones());
    } else if (matcher instanceof Matcher.Near near) {
      keys.add("near: " + list(near.one()));
      keys.add("to: " + list(near.other()));
      keys.add("within: " + near.within());
      in(keys, near.zones());
    } else if (matcher instanceof Matcher.Amount amount) {
      keys.add("amount: " + list(amount.words()));
      keys.add("units: " + list(amount.units()));
      keys.add("atLeast: " + amount.atLeast());
      in(keys, amount.zones());
    } else if (matcher instanceof Matcher.Source source) {
      if (!source.channels().isEmpty()) {
        keys.add("channels: " + list(source.channels()));
      }
      if (!source.kinds().isEmpty()) {
        keys.add("kinds: " + list(source.kinds()));
      }
    } else if (matcher instanceof Matcher.Senders senders) {
      keys.add("senders: " + list(senders.shapes()));
    } else if (matcher instanceof Matcher.Unreadable unreadable) {
      boolean any = unreadable.reasons().isEmpty();
      keys.add("unread: " + (any ? "[any]" : list(unreadable.reasons())));
    } else if (matcher instanceof Matcher.Confidence confidence) {
      keys.add("confidence: { below: " + confidence.below() + " }");
    } else if (matcher instanceof Matcher.Pages pages) {
      keys.add("pages: { atLeast: " + pages.atLeast() + " }");
    } else if (matcher instanceof Matcher.Sealed looked) {
      keys.add("seal: " + looked.seal().name().toLowerCase(Locale.ROOT));
    } else if (matcher instanceof Matcher.Hours hours) {
      keys.add("hours: " + hours.from() + "-" + hours.to() + " " + list(hours.days()));
    } else if (matcher instanceof Matcher.All all) {
      keys.add("all: " + all.of().stream().map(Wording::matcher).collect(Collectors.joining(", ")));
    }
    return "{ " + String.join(", ", keys) + " }";
  }

  static String raise(Raise raise) {
    List<String> keys = new ArrayList<>();
    if (raise.sensitivity() != null) {
      keys.add("sensitivity: " + raise.sensitivity());
    }
    if (raise.urgency() != null) {
      keys.add("urgency: " + raise.urgency());
    }
    if (raise.line() != null) {
      keys.add("line: " + raise.line());
    }
    if (raise.suspect()) {
      keys.add("hold: suspect");
    }
    if (!raise.event().equals(Event.NONE)) {
      keys.add("event: " + event(raise.event()));
    }
    return "{ " + String.join(", ", keys) + " }";
  }

  static String event(Event event) {
    String level = event.level() == null ? "" : " " + event.level();
    return list(event.categories()) + level;
  }

  /**
   * A list in its own order, a set sorted, all of it: what is not shown to whoever approves a
   * policy is what somebody would hide there.
   */
  static String list(Collection<?> all) {
    Stream<String> each = all.stream().map(Wording::word);
    return (all instanceof Set ? each.sorted() : each).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String word(Object one) {
    if (one instanceof Form form) {
      return form.word();
    }
    if (one instanceof Zone zone) {
      return zone.word();
    }
    return one instanceof UnreadReason reason ? reason.word() : one.toString();
  }

  private static void in(List<String> keys, Collection<Zone> zones) {
    if (!zones.isEmpty()) {
      keys.add("in: " + list(zones));
    }
  }

  private static void add(List<String> keys, String key, @Nullable String text) {
    if (text != null) {
      keys.add(key + ": '" + text + "'");
    }
  }
}
