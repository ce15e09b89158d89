package org.sanwei.routes.release;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What one person did to let a bulletin out. {@code person} is the pseudonym the ledger uses.
 * {@code attested} says what stands behind it: {@code gateway/web-session} is an act in the web
 * pages, under a log-in by password, that the gateway attests with its release key; it is not a
 * signature by the person's own key, nor a second factor.
 */
public record Approval(Act act, String person, Instant at, String attested) {

  /** The word for an act done in the web pages. */
  public static final String BY_GATEWAY = "gateway/web-session";

  /** The two acts that a release needs, by two different people. */
  public enum Act {
    /** 保密审查 */
    REVIEWED,
    /** 签发 */
    SIGNED
  }

  public Approval {
    requireNonNull(act);
    requireNonNull(at);
    if (person.isBlank() || attested.isBlank()) {
      throw new IllegalArgumentException("an approval names a person and what attests it");
    }
  }
}
