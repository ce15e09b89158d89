package org.sanwei.gateway.people;

import org.springframework.security.access.AccessDeniedException;

/** A person's post does not allow this act. Web answers it with 403. */
public final class Forbidden extends AccessDeniedException {
  private static final long serialVersionUID = 1L;

  private final Act act;

  Forbidden(Role role, Act act) {
    super("role " + role + " may not " + act);
    this.act = act;
  }

  /** What was asked for. */
  public Act act() {
    return act;
  }
}
