package org.sanwei.gateway.desk;

import java.util.OptionalLong;

/**
 * How many bodies rest in the broker's dead-letter queue: sealed, and for a person to look into.
 */
@FunctionalInterface
public interface DeadLetters {
  /** The number now, those of the drill too; empty when the broker does not answer. */
  OptionalLong count();
}
