package org.sanwei.routes.flow;

/** The register's database does not answer; nothing was written and the call may be repeated. */
public final class RegisterUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The cause must not carry content: pass the driver's exception, never one with a statement's
   * values.
   */
  public RegisterUnavailable(Throwable cause) {
    super("the register's database does not answer", cause);
  }
}
