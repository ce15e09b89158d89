package org.sanwei.gateway.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.gateway.policy.Admission.Examined;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the policy's directory while the gateway runs. What is new there and has come to rest is
 * examined aside; if it is fit, it is written down and then in force from one message to the next,
 * else the old one stays and {@link #trouble} says why. Safe from many threads; looks take turns.
 */
public final class PolicyWatch {
  /** How often it looks: a change counts after it lay still from one look to the next. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
  private static final int MOST_UNTOLD = 100;

  private final Path config;
  private final Admission admission;
  private final PolicyInForce inForce;
  private final Witness witness;
  private final Deque<Runnable> untold = new ArrayDeque<>();
  private @Nullable PolicyFiles seen;
  private @Nullable PolicyFiles examined;
  private volatile Optional<PolicyFault> trouble;

  /** Who writes changes down. May throw; is then told again later. */
  public interface Witness {
    /** This one judges from now on. */
    void inForce(SignedPolicy policy);

    /** What lies in the directory was not taken. */
    void refused(PolicyFault fault, SignedPolicy stays);
  }

  /**
   * @param config the configuration directory
   * @param started the files that the policy in force was loaded from
   * @param warning of the policy in force
   */
  public PolicyWatch(
      Path config,
      Admission admission,
      PolicyInForce inForce,
      PolicyFiles started,
      Optional<PolicyFault> warning,
      Witness witness) {
    this.config = config;
    this.admission = admission;
    this.inForce = inForce;
    this.witness = witness;
    this.seen = started;
    this.examined = started;
    this.trouble = Optional.empty();
    warned(warning);
  }

  /** Writes down what the gateway started with. */
  public synchronized void begin() {
    SignedPolicy started = inForce.now();
    tell(() -> witness.inForce(started));
  }

  /** Why what lies in the directory is not in force; or what is wrong with it although it is. */
  public Optional<PolicyFault> trouble() {
    return trouble;
  }

  /** One look. */
  public synchronized void look() {
    tellAgain();
    PolicyFiles found = PolicyFiles.read(config);
    if (seen == null || !found.same(seen)) {
      // Somebody may still be copying.
      seen = found;
      return;
    }
    if (examined == null || !found.same(examined)) {
      examined = found;
      try {
        examine(found);
      } catch (RuntimeException e) {
        // Nobody knows yet what it is worth: the next look tries again.
        examined = null;
        throw e;
      }
    }
  }

  private void examine(PolicyFiles files) {
    Examined outcome = admission.examine(files);
    if (outcome instanceof Examined.Fit fit) {
      SignedPolicy next = fit.policy();
      if (!next.policy().digest().equals(inForce.policy().digest())) {
        try {
          admission.take(next);
        } catch (PolicyRecord.Unsure e) {
          refuse(e.fault());
          return;
        }
        inForce.replace(next);
        LOG.info("policy {} is in force: {}", next.manifest().sequence(), next.policy().digest());
        tell(() -> witness.inForce(next));
      }
      warned(fit.warning());
    } else {
      refuse(((Examined.Unfit) outcome).fault());
    }
  }

  /** It is in force, and people must know something of it all the same. */
  private void warned(Optional<PolicyFault> warning) {
    if (warning.isPresent() && !warning.equals(trouble)) {
      PolicyFault fault = warning.get();
      LOG.warn(
          "the policy in force is not as it should be: {} at {}, {} problems",
          fault.kind().word(),
          fault.problems().get(0).at(),
          fault.problems().size());
    }
    trouble = warning;
  }

  private void refuse(PolicyFault fault) {
    SignedPolicy stays = inForce.now();
    if (!trouble.equals(Optional.of(fault))) {
      // What is wrong may quote the policy: its words are for the page, not for the log.
      LOG.error(
          "the policy in the directory is not taken: {} at {}, {} problems; {} stays in force",
          fault.kind().word(),
          fault.problems().get(0).at(),
          fault.problems().size(),
          stays.manifest().sequence());
      tell(() -> witness.refused(fault, stays));
    }
    trouble = Optional.of(fault);
    if (fault.kind() == Kind.RECORD) {
      // Not the policy's fault: a disk that was full may not be at the next look.
      examined = null;
    }
  }

  private void tell(Runnable event) {
    if (untold.size() < MOST_UNTOLD) {
      untold.add(event);
    }
    tellAgain();
  }

  private void tellAgain() {
    while (!untold.isEmpty()) {
      try {
        untold.element().run();
        untold.remove();
      } catch (RuntimeException e) {
        LOG.warn("a change of the policy is not in the ledger yet: {}", e.getClass().getName());
        return;
      }
    }
  }
}
