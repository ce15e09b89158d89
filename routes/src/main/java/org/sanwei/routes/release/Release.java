package org.sanwei.routes.release;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Label;

/**
 * What people signed for one outlet: the exact words, to whom, under which label, approved by whom,
 * until when. One act of signing makes one release {@code id} (UUIDv7) and a statement for each
 * outlet. A plain value: it proves nothing until {@link Releasable} has verified it.
 *
 * @param replaces the release whose failed or unknown deliveries this one sends again (重发)
 * @param sandbox true when made in a sandbox; then {@code text} carries 演练
 */
public record Release(
    int version,
    UUID id,
    UUID bulletin,
    String unit,
    IssueNumber issue,
    Label label,
    OutletName outlet,
    String text,
    List<Recipient> recipients,
    List<Approval> approvals,
    Instant expiresAt,
    boolean sandbox,
    @Nullable UUID replaces) {

  /** The payload version this code writes and reads. */
  public static final int VERSION = 1;

  /** What a release statement is signed for (crypto.Signer). */
  public static final String PURPOSE = "release/1";

  public Release {
    for (Object present :
        Arrays.asList(
            id, bulletin, unit, issue, label.sensitivity(), label.urgency(), outlet, expiresAt)) {
      requireNonNull(present);
    }
    recipients = List.copyOf(recipients);
    approvals = List.copyOf(approvals);
    if (version != VERSION) {
      throw new IllegalArgumentException("release version " + version + ", this code reads 1");
    }
    if (text.isEmpty() || recipients.isEmpty()) {
      throw new IllegalArgumentException("a release needs words and somebody to send them to");
    }
    if (recipients.stream().map(Recipient::id).distinct().count() != recipients.size()) {
      throw new IllegalArgumentException("a release names each recipient once");
    }
  }

  @Override
  public String toString() {
    return "Release[" + id + ", " + outlet + ", " + recipients.size() + " recipients]";
  }
}
