package org.sanwei.config.judge;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Policy;

/** Looks at what is known of a message beside its text. */
interface ArrivalAtom {
  void look(Content content, Arrival arrival, Finds finds);

  static ArrivalAtom of(int atom, String rule, Matcher matcher, Policy policy) {
    if (matcher instanceof Matcher.Source source) {
      return (content, arrival, finds) ->
          when(came(source, arrival, policy), finds, atom, rule, "channel");
    }
    if (matcher instanceof Matcher.Senders senders) {
      List<SenderShape> shapes = senders.shapes().stream().map(SenderShape::of).toList();
      return (content, arrival, finds) -> {
        SenderShape.Sender sender = SenderShape.Sender.of(arrival.sender());
        boolean any = shapes.stream().anyMatch(shape -> shape.fits(sender));
        when(any, finds, atom, rule, "sender");
      };
    }
    if (matcher instanceof Matcher.Hours hours) {
      return (content, arrival, finds) ->
          when(within(hours, arrival, policy), finds, atom, rule, "received");
    }
    if (matcher instanceof Matcher.Unreadable unreadable) {
      return (content, arrival, finds) -> {
        for (Unread unread : content.unread()) {
          boolean asked =
              unreadable.reasons().isEmpty() || unreadable.reasons().contains(unread.why());
          when(asked, finds, atom, rule, unread.part());
        }
      };
    }
    if (matcher instanceof Matcher.Confidence confidence) {
      return known(
          atom,
          rule,
          facts -> facts.confidence() != null && facts.confidence() < confidence.below());
    }
    if (matcher instanceof Matcher.Pages pages) {
      return known(atom, rule, facts -> facts.pages() != null && facts.pages() >= pages.atLeast());
    }
    if (matcher instanceof Matcher.Sealed sealed) {
      return known(atom, rule, facts -> facts.seal() == sealed.seal());
    }
    throw new IllegalStateException("no atom for " + matcher.getClass().getSimpleName());
  }

  /** Met by any part of which something is known that fits; what is not known fits nothing. */
  private static ArrivalAtom known(int atom, String rule, Predicate<PartFacts> fits) {
    return (content, arrival, finds) -> {
      for (PartFacts facts : content.facts()) {
        when(fits.test(facts), finds, atom, rule, facts.part());
      }
    };
  }

  private static void when(boolean met, Finds finds, int atom, String rule, String part) {
    if (met) {
      finds.found(atom, new Evidence(rule, part, 0, 0, ""));
    }
  }

  private static boolean came(Matcher.Source source, Arrival arrival, Policy policy) {
    return source.channels().contains(arrival.channel())
        || (policy.channels().containsKey(arrival.channel())
            && source.kinds().contains(policy.channels().get(arrival.channel())));
  }

  private static boolean within(Matcher.Hours hours, Arrival arrival, Policy policy) {
    ZonedDateTime at = arrival.receivedAt().atZone(policy.zone());
    boolean overnight = !hours.to().isAfter(hours.from());
    boolean late = !at.toLocalTime().isBefore(hours.from());
    boolean early = at.toLocalTime().isBefore(hours.to());
    if (overnight ? !late && !early : !late || !early) {
      return false;
    }
    ZonedDateTime began = overnight && !late ? at.minusDays(1) : at;
    return hours.days().isEmpty() || hours.days().contains(began.getDayOfWeek());
  }
}
