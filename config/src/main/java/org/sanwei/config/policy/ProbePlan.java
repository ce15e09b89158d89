package org.sanwei.config.policy;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When every channel is tried with messages of our own (自检).
 *
 * @param at in the trade zone, every day; null for never of itself
 * @param within how long a probe may take to its proper place
 */
public record ProbePlan(@Nullable LocalTime at, Duration within) {
  /** By the button only. */
  public static final ProbePlan BY_HAND = new ProbePlan(null, Duration.ofMinutes(5));
}
