package org.sanwei.config.policy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.EventCategory;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/**
 * An example message that stands beside a rule: whether that rule matches it, and, where stated,
 * what the whole policy makes of it. {@code texts} are by zone, HEAD excepted; {@code unread} are
 * parts that could not be read, {@code facts} what is known of parts; {@code received} is by the
 * policy's clock. {@code at} is file:line.
 */
public record RuleTest(
    String at,
    Map<Zone, String> texts,
    Set<UnreadReason> unread,
    List<PartFacts> facts,
    @Nullable String channel,
    @Nullable LocalDateTime received,
    boolean fires,
    @Nullable String outcome,
    @Nullable Sensitivity sensitivity,
    @Nullable Urgency urgency,
    Set<EventCategory> categories,
    @Nullable EventLevel level) {
  public RuleTest {
    texts = Map.copyOf(texts);
    unread = Set.copyOf(unread);
    facts = List.copyOf(facts);
    categories = Set.copyOf(categories);
  }
}
