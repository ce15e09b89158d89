package org.sanwei.gateway.cipherdesk;

/** Something the officer must mend: what is wrong and the mend. Never holds content or a secret. */
public class CipherDeskTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String fix;

  public CipherDeskTrouble(String what, String fix) {
    super(what);
    this.fix = fix;
  }

  /** The edit or the act that mends it. */
  public final String fix() {
    return fix;
  }
}
