package org.sanwei.config.prove;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.RuleTest;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** A message in the making. */
record Draft(
    Map<Zone, String> texts,
    Set<UnreadReason> unread,
    @Nullable String channel,
    @Nullable LocalDateTime received,
    List<PartFacts> facts) {
  private static final String FILLER = "请阅处。";

  static final Draft EMPTY = new Draft(Map.of(), Set.of(), null, null, List.of());

  static Draft text(Zone zone, String text) {
    return new Draft(Map.of(zone, text), Set.of(), null, null, List.of());
  }

  static Draft unread(UnreadReason reason) {
    return new Draft(Map.of(), Set.of(reason), null, null, List.of());
  }

  static Draft channel(String channel) {
    return new Draft(Map.of(), Set.of(), channel, null, List.of());
  }

  static Draft received(LocalDateTime at) {
    return new Draft(Map.of(), Set.of(), null, at, List.of());
  }

  /** A document of which this is known. */
  static Draft facts(
      @Nullable Integer confidence, @Nullable Integer pages, PartFacts.@Nullable Seal seal) {
    return new Draft(
        Map.of(), Set.of(), null, null, List.of(new PartFacts("1", confidence, pages, seal)));
  }

  /** Both in one message, this one's text first. */
  Draft and(Draft other) {
    Map<Zone, String> both = new EnumMap<>(Zone.class);
    both.putAll(texts);
    other.texts.forEach((zone, text) -> both.merge(zone, text, (a, b) -> a + "\n" + b));
    EnumSet<UnreadReason> reasons = EnumSet.noneOf(UnreadReason.class);
    reasons.addAll(unread);
    reasons.addAll(other.unread);
    return new Draft(
        both,
        reasons,
        channel == null ? other.channel : channel,
        received == null ? other.received : received,
        Stream.concat(facts.stream(), other.facts.stream()).toList());
  }

  /** As a test of a policy; a message without any text would be held for that alone. */
  RuleTest test() {
    Map<Zone, String> all = new EnumMap<>(Zone.class);
    all.putAll(texts);
    all.putIfAbsent(Zone.BODY, FILLER);
    return new RuleTest(
        "", all, unread, facts, channel, received, true, null, null, null, Set.of(), null);
  }
}
