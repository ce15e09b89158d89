package org.sanwei.routes.read;

/** Thrown at a checkpoint once nobody waits for the reading any more. Never leaves the package. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("reading was stopped", null, false, false);
  }
}
