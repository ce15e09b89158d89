package org.sanwei.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.config.load.SourcedPolicy;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.gateway.policy.ManifestCheck.Looked;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.sanwei.gateway.policy.PolicyRecord.Taken;

/**
 * Which policies a gateway takes: signed by two, the one that follows the last one it took or that
 * one itself, loading, and passing every gate. Looking changes nothing; taking is written down
 * before the policy may judge. One thread at a time.
 */
public final class Admission {
  private final ManifestCheck check;
  private final PolicyRecord record;
  private final List<PolicyGate> gates;

  public Admission(ManifestCheck check, PolicyRecord record, List<PolicyGate> gates) {
    this.check = check;
    this.record = record;
    this.gates = List.copyOf(gates);
  }

  /** What came of looking at a policy. */
  public sealed interface Examined {
    /**
     * It may be taken. {@code warning} is what people must know all the same: a signer's
     * certificate ran out after it was taken here for the first time, or some of it does nothing
     * (which a newer gateway may find in what an older one let through). An office must not stand
     * still over that.
     */
    record Fit(SignedPolicy policy, Optional<PolicyFault> warning) implements Examined {}

    /** It may not. */
    record Unfit(PolicyFault fault) implements Examined {}
  }

  /** Looks at it from all sides; the gates come last, for they may take long. */
  public Examined examine(PolicyFiles files) {
    Looked looked = check.look(files);
    if (looked instanceof Looked.Unsound unsound) {
      return new Examined.Unfit(unsound.fault());
    }
    Looked.Sound sound = (Looked.Sound) looked;
    Manifest manifest = sound.manifest();
    try {
      Optional<Taken> last = record.newest();
      boolean again = last.equals(Optional.of(Taken.of(manifest)));
      if (!again && sound.expired().isPresent()) {
        return new Examined.Unfit(sound.expired().get());
      }
      Optional<PolicyFault> misplaced = last.flatMap(taken -> taken.objection(manifest));
      if (misplaced.isPresent()) {
        return new Examined.Unfit(misplaced.get());
      }
    } catch (PolicyRecord.Unsure e) {
      return new Examined.Unfit(e.fault());
    }
    Loading<SourcedPolicy> loading = PolicyLoader.sourced(files);
    if (!(loading instanceof Loading.Loaded<SourcedPolicy> loaded)) {
      return new Examined.Unfit(new PolicyFault(Kind.CONTENT, loading.problems()));
    }
    SignedPolicy candidate;
    try {
      candidate = new SignedPolicy(manifest, loaded.value().policy());
    } catch (RuntimeException | StackOverflowError e) {
      return new Examined.Unfit(
          new PolicyFault(Kind.CONTENT, List.of(ended("making the policy ready", e))));
    }
    Kind kind = Kind.OBJECTED;
    List<Problem> objections = new ArrayList<>();
    for (PolicyGate gate : gates) {
      List<Problem> here = asked(gate, candidate);
      kind = objections.isEmpty() && !here.isEmpty() ? gate.kind() : kind;
      objections.addAll(here);
    }
    return objections.isEmpty()
        ? new Examined.Fit(candidate, sound.expired().or(() -> idle(loaded.value())))
        : new Examined.Unfit(new PolicyFault(kind, objections));
  }

  private static Optional<PolicyFault> idle(SourcedPolicy policy) {
    List<Problem> idle;
    try {
      idle = PolicyCheck.idle(policy);
    } catch (RuntimeException | StackOverflowError e) {
      idle = List.of(ended("the look for what does nothing", e));
    }
    return idle.isEmpty() ? Optional.empty() : Optional.of(new PolicyFault(Kind.IDLE, idle));
  }

  /** Writes down that it was taken. Nothing may be judged by it before this returns. */
  public void take(SignedPolicy policy) throws PolicyRecord.Unsure {
    record.take(Taken.of(policy.manifest()));
  }

  private static List<Problem> asked(PolicyGate gate, SignedPolicy candidate) {
    try {
      return gate.objections(candidate);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(ended("a check of the policy", e));
    }
  }

  private static Problem ended(String what, Throwable with) {
    return new Problem(
        new SourcePos(PolicyFiles.DIRECTORY, 1, 1),
        what + " ended with " + with.getClass().getName(),
        "run ./sanwei check on it, and report what it says");
  }
}
