package org.sanwei.gateway.wiring;

/** The gateway does not start: what is wrong and where, and the mend. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String fix;

  public StartRefused(String what, String fix) {
    super(what);
    this.fix = fix;
  }

  /** The edit or the act that mends it. */
  public String fix() {
    return fix;
  }
}
