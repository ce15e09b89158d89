package org.sanwei.config.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/**
 * An example message that stands beside a rule: whether that rule matches it, and, where stated,
 * what the whole policy makes of it. {@code texts} are by zone, HEAD excepted. {@code at} is
 * file:line.
 */
public record RuleTest(
    String at,
    Map<Zone, String> texts,
    @Nullable String channel,
    boolean fires,
    @Nullable String outcome,
    @Nullable Sensitivity sensitivity,
    @Nullable Urgency urgency) {
  public RuleTest {
    texts = Map.copyOf(texts);
  }
}
