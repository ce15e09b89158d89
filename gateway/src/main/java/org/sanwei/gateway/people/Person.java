package org.sanwei.gateway.people;

import java.io.Serializable;
import java.util.UUID;

/**
 * One who works at the desk. {@code id} is the pseudonym by which the ledger knows them; {@code
 * name} is for screens and never enters the ledger.
 */
public record Person(UUID id, String login, String name, Role role, String unit)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How the ledger names this person: {@code person/<id>}. */
  public String actor() {
    return "person/" + id;
  }

  /** Whether this person's post allows the act; for pages that show or hide a button. */
  public boolean may(Act act) {
    return Permissions.allows(this, act);
  }

  @Override
  public String toString() {
    return "Person[" + id + ", " + role + "]";
  }
}
