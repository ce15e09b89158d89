package org.sanwei.gateway.desk;

/**
 * The register cannot take this entry, now or later: the entry contradicts itself or what is
 * booked. Nothing was written. The message names a rule or a constraint and never holds a value.
 */
public final class RegisterRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegisterRefused(String rule) {
    super("the register refuses the entry: " + rule);
  }
}
