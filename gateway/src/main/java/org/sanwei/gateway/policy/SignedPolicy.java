package org.sanwei.gateway.policy;

import org.sanwei.config.judge.Judge;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.policy.Policy;

/** A policy that two people signed, made ready to judge with. Immutable. */
public record SignedPolicy(Manifest manifest, Policy policy, Judge judge) {
  SignedPolicy(Manifest manifest, Policy policy) {
    this(manifest, policy, new Judge(policy));
  }
}
