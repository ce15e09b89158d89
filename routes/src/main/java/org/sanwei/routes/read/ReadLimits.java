package org.sanwei.routes.read;

import java.time.Duration;

/**
 * How much of one message is read before it is held. {@code maxDepth} counts messages and
 * multiparts inside each other, {@code maxParts} leaves, {@code maxTextCharacters} UTF-16 units of
 * all texts together, {@code maxPages} pages of one PDF. {@code budget} is wall-clock time for the
 * whole message.
 */
public record ReadLimits(
    int maxDepth, int maxParts, int maxTextCharacters, int maxPages, Duration budget) {

  /** Generous for a duty office's mail, small for an attack. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(8, 500, 2_000_000, 200, Duration.ofSeconds(20));

  public ReadLimits {
    if (maxDepth < 1 || maxParts < 1 || maxTextCharacters < 1 || maxPages < 1) {
      throw new IllegalArgumentException("every reading limit must be at least 1");
    }
    if (budget.isZero() || budget.isNegative()) {
      throw new IllegalArgumentException("the reading budget must be longer than zero");
    }
  }
}
