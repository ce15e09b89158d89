package org.sanwei.gateway.people;

/**
 * Is told of every log-in that was tried, and writes it down before the answer is given. An
 * exception from here refuses the log-in. The ledger implements it.
 */
public interface LoginWitness {

  /** By which door a log-in was tried. */
  enum Door {
    /** The log-in page. */
    PAGE,
    /** HTTP Basic on the interface: checked with every request. */
    INTERFACE
  }

  /** The password was right. {@code address} is the peer's network address. */
  void accepted(Person person, Door door, String address);

  /**
   * A wrong password for a known login, or a post that may not log in, or a login that was just
   * blocked.
   */
  void refused(Person person, Door door, String address);

  /** Nobody has this login. What was typed is not passed on in the clear by the implementor. */
  void refusedUnknown(String login, Door door, String address);
}
