package org.sanwei.routes.flow;

/** What becomes of an officer's word that the register has something against, as it stands now. */
public enum OnObjection {
  /** The register may have yet to book what the word is about: {@link NotYet}. */
  WAIT,
  /** The objection is final: the word is refused and that is written down. */
  REFUSE
}
