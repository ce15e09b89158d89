package org.sanwei.gateway.policy;

import java.util.List;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;

/**
 * Why a policy is not taken.
 *
 * @param problems where, what and the mend; at least one
 */
public record PolicyFault(Kind kind, List<Problem> problems) {
  /** What is wrong, from the outside in: a policy has the first that fits. Words are stable. */
  public enum Kind {
    /** Files of the directory, or certificates of signers, cannot be read. */
    UNREADABLE,
    /** There is no manifest. */
    UNSIGNED,
    /** The manifest or a signature is not of its form. */
    MALFORMED,
    /** The files are not those of the manifest, or a signature is over another manifest. */
    ALTERED,
    /** A signature is missing. */
    UNFINISHED,
    /** A signature does not fit. */
    FORGED,
    /** Signed by somebody who may not, or who is not the one that the manifest names. */
    FOREIGN,
    /** Author and approver are one person, one certificate or one key. */
    ONE_PERSON,
    /** A signer's certificate is not valid now. */
    EXPIRED,
    /** Older than what was taken here already. */
    OLDER,
    /** Another one of the same sequence was taken here already. */
    FORKED,
    /** Versions between it and what was taken here are missing. */
    SKIPPED,
    /** It does not follow what was taken here. */
    PREDECESSOR,
    /** The record of what was taken here cannot be trusted or written. */
    RECORD,
    /** Its files do not load. */
    CONTENT,
    /** A check that every policy must pass has objections. */
    OBJECTED,
    /** It changes what cannot change while the gateway runs. */
    RESTART,
    /** It is in force, and some of it does nothing: whoever wrote that believes it does. */
    IDLE;

    /** The word in messages, the ledger and metrics. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public PolicyFault {
    problems = List.copyOf(problems);
  }

  static PolicyFault of(Kind kind, String file, String what, String mend) {
    return new PolicyFault(
        kind, List.of(new Problem(new SourcePos(PolicyFiles.place(file), 1, 1), what, mend)));
  }
}
