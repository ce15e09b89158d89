package org.sanwei.config.load;

/** One mistake in a file, where it is, and the edit that mends it. Never holds a secret's value. */
public record Problem(SourcePos at, String what, String fix) {
  @Override
  public String toString() {
    return at + ": " + what + "\n    fix: " + fix;
  }
}
