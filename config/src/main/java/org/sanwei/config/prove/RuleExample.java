package org.sanwei.config.prove;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.Zone;

/** The message that stands beside a rule as its example, ready to be judged. */
public record RuleExample(Content content, Arrival arrival) {

  /** As the test writes it; without a time, in 1970. */
  public static RuleExample of(RuleTest test, Policy policy) {
    List<Unread> unread =
        test.unread().stream().sorted().map(reason -> new Unread("unread", reason)).toList();
    LocalDateTime received = test.received();
    return new RuleExample(
        new Content(parts(test.texts()), unread, test.facts()),
        new Arrival(
            test.channel() == null ? "" : test.channel(),
            test.texts().getOrDefault(Zone.SENDER, ""),
            received == null ? Instant.EPOCH : received.atZone(policy.zone()).toInstant()));
  }

  static List<Part> parts(Map<Zone, String> texts) {
    List<Part> parts = new ArrayList<>();
    for (Place place : Place.values()) {
      String text = texts.get(Zone.valueOf(place.name()));
      if (text != null) {
        parts.add(new Part(Zone.valueOf(place.name()).word(), place, text));
      }
    }
    return parts;
  }
}
