package org.sanwei.gateway.desk;

/**
 * How many bodies rest in the broker's dead-letter queue: sealed, and for a person to look into.
 */
@FunctionalInterface
public interface DeadLetters {
  /** The number now; those of the drill too. */
  long count();
}
