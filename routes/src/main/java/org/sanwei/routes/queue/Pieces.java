package org.sanwei.routes.queue;

/** The port to where the pieces of large bodies lie. Safe from many threads. */
@FunctionalInterface
public interface Pieces {
  /**
   * Removes every piece of this body; does nothing when there is none.
   *
   * @param body 32 lower-case hex digits
   * @throws IllegalStateException when they were not removed; repeat
   */
  void remove(String body);
}
