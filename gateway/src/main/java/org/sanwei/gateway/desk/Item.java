package org.sanwei.gateway.desk;

import java.util.List;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.routes.message.LedgerEvent;

/**
 * Everything the desk may see of one arrival. For a card the texts, the evidence and the
 * attachments are empty. {@code trail} is what the ledger knows of it, oldest first; {@code
 * versions} are the arrivals of the same case, this one among them, and empty when it is of none;
 * {@code repeats} likewise those that may be one message.
 */
public record Item(
    Row row,
    List<Part> parts,
    List<Evidence> evidence,
    List<AttachmentFacts> attachments,
    List<LedgerEvent> trail,
    List<CaseVersions.Version> versions,
    List<RepeatGroups.One> repeats) {
  public Item {
    parts = List.copyOf(parts);
    evidence = List.copyOf(evidence);
    attachments = List.copyOf(attachments);
    trail = List.copyOf(trail);
    versions = List.copyOf(versions);
    repeats = List.copyOf(repeats);
  }

  /** An attachment without its bytes. {@code ordinal} counts from 1. */
  public record AttachmentFacts(int ordinal, String name, String mediaType, int sizeBytes) {
    @Override
    public String toString() {
      return "AttachmentFacts[" + ordinal + ", " + sizeBytes + " bytes]";
    }
  }

  @Override
  public String toString() {
    return "Item[" + row.id() + "]";
  }
}
