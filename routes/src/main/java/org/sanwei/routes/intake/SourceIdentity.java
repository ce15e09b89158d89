package org.sanwei.routes.intake;

import java.util.List;

/**
 * The source's own identity of one message: for mail the mailbox, UIDVALIDITY and UID; for a signed
 * post the credential and the Idempotency-Key, or the nonce where there is none, with the digest of
 * the body. Never anything that the message's author chose.
 */
public record SourceIdentity(List<String> fields) {
  public SourceIdentity {
    fields = List.copyOf(fields);
  }

  /** A message in an IMAP mailbox (RFC 3501 §2.3.1.1: the three together name it for good). */
  public static SourceIdentity mailbox(
      String host, String user, String folder, long uidValidity, long uid) {
    return new SourceIdentity(
        List.of("imap", host, user, folder, Long.toString(uidValidity), Long.toString(uid)));
  }

  /**
   * A signed post. The body's digest is part of it: a key used twice for two different bodies is
   * two messages, so that a client's mistake loses neither.
   */
  public static SourceIdentity post(String credential, String kind, String key, String bodyDigest) {
    return new SourceIdentity(List.of("post", credential, kind, key, bodyDigest));
  }

  /**
   * A message to the broker. With a key of the sender's the body's digest is part of it, as for a
   * post; without one ({@code key} is then random and new) each is a message of its own.
   */
  public static SourceIdentity broker(String account, String kind, String key, String bodyDigest) {
    return new SourceIdentity(List.of("broker", account, kind, key, bodyDigest));
  }
}
