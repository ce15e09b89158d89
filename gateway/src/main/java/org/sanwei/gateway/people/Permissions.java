package org.sanwei.gateway.people;

import static org.sanwei.gateway.people.Act.ASK_RESEND;
import static org.sanwei.gateway.people.Act.CLAIM;
import static org.sanwei.gateway.people.Act.CLOSE;
import static org.sanwei.gateway.people.Act.COMPARE_REGISTER;
import static org.sanwei.gateway.people.Act.CORRECT;
import static org.sanwei.gateway.people.Act.DRAFT;
import static org.sanwei.gateway.people.Act.RAISE;
import static org.sanwei.gateway.people.Act.READ_ACCOUNTS;
import static org.sanwei.gateway.people.Act.READ_BULLETINS;
import static org.sanwei.gateway.people.Act.READ_CHANNELS;
import static org.sanwei.gateway.people.Act.READ_ITEMS;
import static org.sanwei.gateway.people.Act.READ_LEDGER;
import static org.sanwei.gateway.people.Act.READ_METRICS;
import static org.sanwei.gateway.people.Act.READ_POLICY;
import static org.sanwei.gateway.people.Act.REVIEW;
import static org.sanwei.gateway.people.Act.SIGN;
import static org.sanwei.gateway.people.Act.SIMULATE_POLICY;
import static org.sanwei.gateway.people.Act.TAKE_DOWN;
import static org.sanwei.gateway.people.Act.TEST_CHANNELS;

import java.util.Map;
import java.util.Set;

/**
 * Which post may do what: the one table. No administrator reads business data (DOMAIN: who works
 * here). That two acts on one bulletin need two different people is the bulletin's own rule.
 */
public final class Permissions {
  private static final Map<Role, Set<Act>> TABLE =
      Map.of(
          Role.DUTY_OFFICER,
          Set.of(
              READ_ITEMS,
              CLAIM,
              CLOSE,
              RAISE,
              CORRECT,
              ASK_RESEND,
              TAKE_DOWN,
              READ_BULLETINS,
              DRAFT,
              REVIEW,
              READ_POLICY,
              READ_ACCOUNTS,
              READ_CHANNELS,
              TEST_CHANNELS),
          Role.DUTY_LEADER,
          Set.of(
              READ_ITEMS,
              CLAIM,
              CLOSE,
              RAISE,
              CORRECT,
              ASK_RESEND,
              TAKE_DOWN,
              READ_BULLETINS,
              REVIEW,
              SIGN,
              READ_POLICY,
              READ_ACCOUNTS,
              READ_CHANNELS,
              TEST_CHANNELS,
              COMPARE_REGISTER),
          Role.INFORMATION_EDITOR,
          Set.of(
              READ_ITEMS,
              RAISE,
              CORRECT,
              READ_BULLETINS,
              DRAFT,
              REVIEW,
              READ_POLICY,
              READ_ACCOUNTS,
              READ_CHANNELS),
          Role.SYSTEM_ADMINISTRATOR,
          Set.of(READ_ACCOUNTS, READ_CHANNELS, TEST_CHANNELS, READ_METRICS),
          Role.SECURITY_ADMINISTRATOR,
          Set.of(READ_LEDGER, READ_POLICY, READ_ACCOUNTS, READ_CHANNELS, SIMULATE_POLICY),
          Role.SECURITY_AUDITOR,
          Set.of(READ_LEDGER, READ_POLICY, READ_ACCOUNTS, READ_CHANNELS, READ_METRICS),
          Role.NONE,
          Set.of());

  private Permissions() {}

  /** Everything this post may do. */
  public static Set<Act> of(Role role) {
    return TABLE.getOrDefault(role, Set.of());
  }

  /** Whether this person may do this. */
  public static boolean allows(Person person, Act act) {
    return of(person.role()).contains(act);
  }

  /**
   * Returns when this person may do this.
   *
   * @throws Forbidden otherwise
   */
  public static void require(Person person, Act act) {
    if (!allows(person, act)) {
      throw new Forbidden(person.role(), act);
    }
  }
}
