package org.sanwei.routes.release;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.Verifier;

/**
 * The only type that fits a public outlet. It exists only as the result of {@link #verify}: a
 * statement under the release key, within its time, PUBLIC, approved by two different people. It
 * cannot be built, copied with changes or read from bytes in any other way.
 */
public final class Releasable {
  /** The clearance of every outlet in this package: a public network. */
  private static final Sensitivity CLEARANCE = Sensitivity.PUBLIC;

  private final Release release;
  private final String signer;

  private Releasable(Release release, String signer) {
    this.release = release;
    this.signer = signer;
  }

  /** What came of verifying a release statement. */
  public sealed interface Outcome {
    /** The word used in the book, the ledger and metrics. */
    String verdict();
  }

  /** May go out. */
  public record Granted(Releasable releasable) implements Outcome {
    @Override
    public String verdict() {
      return "granted";
    }
  }

  /** Truly signed by the release key, and yet it may not go out; {@code verdict} says why. */
  public record Denied(Release release, String verdict) implements Outcome {}

  /** Nobody we trust said this; not even its id can be believed. */
  public record Untrusted(String verdict) implements Outcome {}

  /**
   * Verifies a statement. Never throws for bad input. Denied with {@code expired}, {@code label},
   * {@code approvals} or {@code sandbox-mark}; Untrusted with the verifier's word, or {@code
   * not-a-release}.
   */
  public static Outcome verify(byte[] statement, Verifier verifier, Clock clock) {
    Verified verified = verifier.verify(Release.PURPOSE, statement);
    if (!(verified instanceof Verified.Statement genuine)) {
      return new Untrusted(verified.verdict());
    }
    return ReleaseCodec.read(genuine.content())
        .map(release -> judge(release, genuine.signer(), clock.instant()))
        .orElseGet(() -> new Untrusted("not-a-release"));
  }

  private static Outcome judge(Release release, String signer, Instant now) {
    if (release.label().sensitivity().compareTo(CLEARANCE) > 0) {
      return new Denied(release, "label");
    }
    if (!approvedByTwo(release.approvals())) {
      return new Denied(release, "approvals");
    }
    if (release.sandbox() && !release.text().contains(SmsEdition.DRILL)) {
      return new Denied(release, "sandbox-mark");
    }
    if (!now.isBefore(release.expiresAt())) {
      return new Denied(release, "expired");
    }
    return new Granted(new Releasable(release, signer));
  }

  private static boolean approvedByTwo(List<Approval> approvals) {
    Set<String> reviewers = whoDid(Approval.Act.REVIEWED, approvals);
    Set<String> signers = whoDid(Approval.Act.SIGNED, approvals);
    return !reviewers.isEmpty()
        && !signers.isEmpty()
        && reviewers.stream().noneMatch(signers::contains);
  }

  private static Set<String> whoDid(Approval.Act act, List<Approval> approvals) {
    return approvals.stream()
        .filter(approval -> approval.act() == act)
        .map(Approval::person)
        .collect(Collectors.toSet());
  }

  /** What was signed. */
  public Release release() {
    return release;
  }

  /** Fingerprint of the release key that signed. */
  public String signer() {
    return signer;
  }

  /** True when {@code label} would be let out by {@link #verify}; for saying so before signing. */
  public static boolean allows(Label label) {
    return label.sensitivity().compareTo(CLEARANCE) <= 0;
  }

  @Override
  public String toString() {
    return "Releasable[" + release.id() + ", " + release.outlet() + "]";
  }
}
