package org.sanwei.gateway.policy;

import org.sanwei.config.judge.Judge;
import org.sanwei.config.policy.Policy;

/**
 * The one place where the policy in force stands. Who judges asks for the judge once a message, and
 * so judges it wholly under one policy. Safe from many threads.
 */
public final class PolicyInForce {
  private volatile SignedPolicy now;

  public PolicyInForce(SignedPolicy first) {
    now = first;
  }

  /** All of it at this moment. */
  public SignedPolicy now() {
    return now;
  }

  public Policy policy() {
    return now.policy();
  }

  public Judge judge() {
    return now.judge();
  }

  /** From here on this one. Called by {@link PolicyWatch} alone. */
  void replace(SignedPolicy next) {
    now = next;
  }
}
