package org.sanwei.routes.message;

import java.util.List;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;

/**
 * What an officer of the 机要 line finds inside an envelope: the message as it came ({@code raw} of
 * type {@code mediaType}), what was read of it, and the verdict with the sealed evidence; {@code
 * salt} opens the ledger's commitment to {@code raw}. Only ever exists sealed, or in the hands of
 * an officer.
 */
public record Dossier(
    int version,
    Reception reception,
    Verdict verdict,
    String subject,
    String sender,
    List<Part> parts,
    List<Unread> unread,
    String mediaType,
    byte[] raw,
    byte[] salt) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  @Override
  public String toString() {
    return "Dossier[" + reception.id() + "]";
  }
}
