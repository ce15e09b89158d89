package org.sanwei.crypto.der;

/**
 * The bytes are not what was expected. For use inside this module only: whoever opens or verifies
 * turns it into a Malformed outcome. {@code want} never quotes the bytes.
 */
public final class NotDer extends Exception {
  private static final long serialVersionUID = 1L;

  private final String want;

  public NotDer(String want) {
    super(want, null, false, false);
    this.want = want;
  }

  public String want() {
    return want;
  }
}
