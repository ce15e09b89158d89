package org.sanwei.gateway.policy;

import java.util.List;
import org.sanwei.config.load.Problem;

/**
 * A check that a signed policy must pass before it judges anything: at a start and at each change
 * while the gateway runs. May take seconds; whatever it throws counts as an objection.
 */
@FunctionalInterface
public interface PolicyGate {
  /** What speaks against it; empty lets it through. */
  List<Problem> objections(SignedPolicy candidate);

  /** What kind of fault an objection is. */
  default PolicyFault.Kind kind() {
    return PolicyFault.Kind.OBJECTED;
  }
}
