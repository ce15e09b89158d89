package org.sanwei.routes.flow;

/**
 * Nothing failed and nothing was written: an officer's word is to wait for what comes before it.
 * The same call again, later, finishes the step.
 */
public final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code why} says what it waits for, and nothing that anybody wrote. */
  public NotYet(String why) {
    super(why, null, false, false);
  }
}
