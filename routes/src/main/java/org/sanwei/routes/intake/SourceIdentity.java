package org.sanwei.routes.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The source's own identity of one message: for mail the mailbox, UIDVALIDITY and UID; for a signed
 * post the credential and the Idempotency-Key, or the nonce where there is none, with the digest of
 * the body. Never anything that the message's author chose.
 */
public record SourceIdentity(List<String> fields) {
  public SourceIdentity {
    fields = List.copyOf(fields);
  }

  private static final Set<String> WITH_CREDENTIAL = Set.of("post", "case-version", "broker");

  private static final Set<String> KEYED = Set.of("post", "broker");

  /** What stands for the key where the sender gave none: it is then new for each message. */
  private static final Set<String> UNKEYED = Set.of("nonce", "fresh");

  /** The integrator that proved itself as this source; empty where none did. */
  public String credential() {
    return WITH_CREDENTIAL.contains(fields.get(0)) ? fields.get(1) : "";
  }

  /**
   * Whether the source itself names the message, so that its second coming is known as one. Where
   * it does not, an equal message soon after is kept beside the first as a possible repeat.
   */
  public boolean named() {
    String way = fields.get(0);
    return !way.equals("unnamed") && !(KEYED.contains(way) && UNKEYED.contains(fields.get(2)));
  }

  /** A message in an IMAP mailbox (RFC 3501 §2.3.1.1: the three together name it for good). */
  public static SourceIdentity mailbox(
      String host, String user, String folder, long uidValidity, long uid) {
    return new SourceIdentity(
        List.of("imap", host, user, folder, Long.toString(uidValidity), Long.toString(uid)));
  }

  /**
   * The note that such a message was left where it is. Not the message's own identity: when it is
   * taken after all, nobody may mistake it for a second coming of the note.
   */
  public static SourceIdentity leftInMailbox(
      String host, String user, String folder, long uidValidity, long uid) {
    return new SourceIdentity(
        List.of("imap-left", host, user, folder, Long.toString(uidValidity), Long.toString(uid)));
  }

  /** A text message, which no source names: the id is our own, and each text has another. */
  public static SourceIdentity unnamed(UUID own) {
    return new SourceIdentity(List.of("unnamed", own.toString()));
  }

  /**
   * A signed post. The body's digest is part of it: a key used twice for two different bodies is
   * two messages, so that a client's mistake loses neither.
   */
  public static SourceIdentity post(String credential, String kind, String key, String bodyDigest) {
    return new SourceIdentity(List.of("post", credential, kind, key, bodyDigest));
  }

  /**
   * A file of a watched folder. The inode alone is used again by the file system, hence time, size
   * and the digest of the content.
   */
  public static SourceIdentity file(
      String inode, String modified, long sizeBytes, String contentDigest) {
    return new SourceIdentity(
        List.of("file", inode, modified, Long.toString(sizeBytes), contentDigest));
  }

  /** One row of such a file, by its place in it; for rows that name no version of a case. */
  public static SourceIdentity row(
      String inode, String modified, long sizeBytes, long ordinal, String rowDigest) {
    return new SourceIdentity(
        List.of(
            "row", inode, modified, Long.toString(sizeBytes), Long.toString(ordinal), rowDigest));
  }

  /**
   * A version of a case, by whichever way it comes again: {@code credential} is the integrator's,
   * or empty for a folder. The digest is part of it, so that a source that counts wrongly loses
   * nothing (ADR 0016).
   */
  public static SourceIdentity caseVersion(
      String credential, String caseId, String version, String contentDigest) {
    return new SourceIdentity(List.of("case-version", credential, caseId, version, contentDigest));
  }

  /**
   * A message to the broker. With a key of the sender's the body's digest is part of it, as for a
   * post; without one ({@code key} is then random and new) each is a message of its own.
   */
  public static SourceIdentity broker(String account, String kind, String key, String bodyDigest) {
    return new SourceIdentity(List.of("broker", account, kind, key, bodyDigest));
  }

  /**
   * What an integrator's own route made of a file: the route, the digest of what it made, the file
   * with its time and size, and which part of it. The same file again is the same message.
   */
  public static SourceIdentity integrated(List<String> source) {
    List<String> fields = new ArrayList<>(List.of("integrated"));
    fields.addAll(source);
    return new SourceIdentity(fields);
  }

  /**
   * A slip that a person at the desk filled in. The person is part of it: nobody takes another's
   * place by using the id of another's slip. The digest of its words is too: the same slip handed
   * in with other words is another message, so that two windows of one author lose nothing.
   */
  public static SourceIdentity slip(UUID person, UUID slip, String wordsDigest) {
    return new SourceIdentity(List.of("slip", person.toString(), slip.toString(), wordsDigest));
  }
}
