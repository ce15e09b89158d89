package org.sanwei.crypto.key;

/**
 * The mark a caller leaves when it takes the bytes of a private key out of its type: searching for
 * this name gives the review list. There is nothing else to it.
 */
public final class SecretAccess {
  private static final SecretAccess GRANTED = new SecretAccess();

  private SecretAccess() {}

  /** Say in a comment beside the call why the bytes must leave. */
  public static SecretAccess granted() {
    return GRANTED;
  }
}
