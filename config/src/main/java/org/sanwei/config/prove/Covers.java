package org.sanwei.config.prove;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanwei.config.judge.NormalForm;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.Label;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.Zone;

/**
 * Whether one thing of a policy finds, and raises, all that another does. True only where it is
 * certain from what is written; false may only mean that nobody knows.
 */
final class Covers {
  private Covers() {}

  /** Whatever {@code narrow} matches {@code wide} matches, and raises at least as high. */
  static boolean covers(Rule wide, Rule narrow) {
    return raises(wide.raises(), narrow.raises())
        && narrow.matchers().stream()
            .allMatch(one -> wide.matchers().stream().anyMatch(other -> covers(other, one)));
  }

  /** To join the second to the first changes nothing. */
  static boolean raises(Raise high, Raise low) {
    Label label = high.label();
    Event event = high.event();
    return label.join(low.label()).equals(label)
        && event.join(low.event()).equals(event)
        && (high.suspect() || !low.suspect());
  }

  /** Whatever {@code narrow} finds {@code wide} finds. */
  static boolean covers(Matcher wide, Matcher narrow) {
    if (wide.equals(narrow)) {
      return true;
    }
    if (wide instanceof Matcher.All all) {
      return all.of().stream().allMatch(one -> covers(one, narrow));
    }
    if (narrow instanceof Matcher.All all) {
      return all.of().stream().anyMatch(one -> covers(wide, one));
    }
    if (wide instanceof Matcher.Words a && narrow instanceof Matcher.Words b) {
      return words(a, b);
    }
    if (wide instanceof Matcher.Near a && narrow instanceof Matcher.Near b) {
      return seen(a.one()).containsAll(seen(b.one()))
          && seen(a.other()).containsAll(seen(b.other()))
          && a.within() >= b.within()
          && zones(a.zones(), b.zones());
    }
    if (wide instanceof Matcher.Amount a && narrow instanceof Matcher.Amount b) {
      return seen(a.words()).containsAll(seen(b.words()))
          // Of more units a number may belong to another word: more is not simply more.
          && Set.copyOf(a.units()).equals(Set.copyOf(b.units()))
          && a.atLeast() <= b.atLeast()
          && zones(a.zones(), b.zones());
    }
    if (wide instanceof Matcher.Expression a && narrow instanceof Matcher.Expression b) {
      return a.re2().equals(b.re2()) && zones(a.zones(), b.zones());
    }
    if (wide instanceof Matcher.Source a && narrow instanceof Matcher.Source b) {
      return a.channels().containsAll(b.channels()) && a.kinds().containsAll(b.kinds());
    }
    if (wide instanceof Matcher.Senders a && narrow instanceof Matcher.Senders b) {
      return a.shapes().containsAll(b.shapes());
    }
    if (wide instanceof Matcher.Confidence a && narrow instanceof Matcher.Confidence b) {
      return a.below() >= b.below();
    }
    if (wide instanceof Matcher.Pages a && narrow instanceof Matcher.Pages b) {
      return a.atLeast() <= b.atLeast();
    }
    if (wide instanceof Matcher.Unreadable a && narrow instanceof Matcher.Unreadable b) {
      return a.reasons().isEmpty()
          || (!b.reasons().isEmpty() && a.reasons().containsAll(b.reasons()));
    }
    return false;
  }

  private static boolean words(Matcher.Words wide, Matcher.Words narrow) {
    return seen(wide.words()).containsAll(seen(narrow.words()))
        && forms(wide.forms()).containsAll(narrow.forms())
        && zones(wide.zones(), narrow.zones())
        && seen(narrow.unless()).containsAll(seen(wide.unless()))
        && (wide.surroundings().equals(Surroundings.ANY)
            || wide.surroundings().equals(narrow.surroundings()))
        && wide.misread() == narrow.misread()
        && wide.atLeast() <= narrow.atLeast();
  }

  /** What stands in brackets at an edge stands in brackets. */
  private static Set<Form> forms(Set<Form> forms) {
    return forms.contains(Form.INSET) ? and(forms, Form.BRACKET) : forms;
  }

  private static Set<Form> and(Set<Form> forms, Form more) {
    return Stream.concat(forms.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  /** Empty means everywhere; some zones hold others whole. */
  private static boolean zones(Set<Zone> wide, Set<Zone> narrow) {
    return wide.isEmpty()
        || (!narrow.isEmpty()
            && narrow.stream()
                .allMatch(
                    zone ->
                        wide.contains(zone) || holders(zone).stream().anyMatch(wide::contains)));
  }

  private static Set<Zone> holders(Zone zone) {
    return switch (zone) {
      case SUBJECT, HEADER -> Set.of(Zone.HEAD);
      case FOOTER -> Set.of(Zone.TAIL);
      case ATTACHMENT_NAME -> Set.of(Zone.FILE_NAME);
      default -> Set.of();
    };
  }

  private static Set<String> seen(List<String> words) {
    return words.stream().map(NormalForm::ofWord).collect(Collectors.toSet());
  }
}
