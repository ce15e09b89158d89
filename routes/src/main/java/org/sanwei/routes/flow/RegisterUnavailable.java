package org.sanwei.routes.flow;

/**
 * The register's database does not answer, or the line that a booked receipt clears: the step was
 * not finished, and the same call again finishes it.
 */
public final class RegisterUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The cause must not carry content: pass the driver's exception, never one with a statement's
   * values.
   */
  public RegisterUnavailable(Throwable cause) {
    super("the register or the line it clears does not answer", cause);
  }
}
