package org.sanwei.gateway.bulletin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Label;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.release.IssueNumber;

/**
 * A bulletin as stored. {@code version} must be given back to change it; {@code own} is the label
 * of its own words, which joins with its sources'. {@code purged}: a source was raised, and its
 * words were taken away. {@code approvals} are of this version only.
 */
public record Bulletin(
    UUID id,
    BulletinState state,
    Words words,
    boolean contentless,
    boolean purged,
    Label own,
    List<String> rules,
    String policy,
    UUID drafter,
    Instant changedAt,
    @Nullable IssueNumber issue,
    int version,
    List<ArrivalId> sources,
    List<UUID> recipients,
    List<UUID> writers,
    List<Done> approvals) {

  /** The word on screens for the only kind there is. */
  public static final String KIND = "信息直呈";

  /** What somebody did to this version. */
  public record Done(Step act, UUID person, Instant at) {}

  /** Acts on a bulletin that count for its release. Names are stored. */
  public enum Step {
    SUBMITTED,
    REVIEWED,
    RETURNED,
    SIGNED
  }

  /** Who did this to this version. */
  public Optional<Done> done(Step act) {
    return approvals.stream().filter(done -> done.act() == act).findFirst();
  }

  @Override
  public String toString() {
    return "Bulletin[" + id + ", " + state + ", version " + version + "]";
  }
}
