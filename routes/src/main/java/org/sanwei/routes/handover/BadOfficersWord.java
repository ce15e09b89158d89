package org.sanwei.routes.handover;

/**
 * Something on the officers' address that is no officer's word; it rests in the dead-letter queue.
 */
public final class BadOfficersWord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadOfficersWord(String why) {
    super("not an officer's word: " + why);
  }
}
