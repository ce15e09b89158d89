package org.sanwei.routes.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;

/**
 * What travels to the desk on {@code sanwei.desk}, sealed: an open item with its text, or the card
 * of an item that the desk may know of and not read. The type carries the difference, no header
 * does.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeskEntry.OpenItem.class, name = "open"),
  @JsonSubTypes.Type(value = DeskEntry.Card.class, name = "card"),
  @JsonSubTypes.Type(value = DeskEntry.Returned.class, name = "returned")
})
public sealed interface DeskEntry {

  /** What may be said of it in the clear. */
  Standing standing();

  /**
   * Judged and not classified: the desk reads it. {@code salt} opens the ledger's commitment,
   * {@code pictures} are the pages of which text was recognised.
   */
  record OpenItem(
      Standing standing,
      String subject,
      String sender,
      List<Part> parts,
      List<Evidence> evidence,
      List<Attachment> attachments,
      byte[] salt,
      @Nullable CaseVersion caseVersion,
      List<PagePicture> pictures)
      implements DeskEntry {
    /** An item without a picture that is no version of a case. */
    public OpenItem(
        Standing standing,
        String subject,
        String sender,
        List<Part> parts,
        List<Evidence> evidence,
        List<Attachment> attachments,
        byte[] salt) {
      this(standing, subject, sender, parts, evidence, attachments, salt, null, List.of());
    }

    public OpenItem {
      parts = List.copyOf(parts);
      evidence = List.copyOf(evidence);
      attachments = List.copyOf(attachments);
      // What an older version wrote has none.
      pictures = pictures == null ? List.of() : List.copyOf(pictures);
    }

    @Override
    public String toString() {
      return "OpenItem[" + standing.reception().id() + "]";
    }
  }

  /**
   * Held, classified or spilled: a card without content. {@code envelope} is the SM3 digest, in
   * hex, of the envelope that went to the 机要 line; {@code caseKey} links it to the other versions
   * of its case without naming the case.
   */
  record Card(Standing standing, String envelope, @Nullable String caseKey) implements DeskEntry {
    /** The card of an item that is no version of a case. */
    public Card(Standing standing, String envelope) {
      this(standing, envelope, null);
    }
  }

  /**
   * What officers' act has made of an item that was held or classified: the entry it has from now
   * on, under the same number. {@code digest} is SM3 of the act's bytes.
   */
  record Returned(String digest, DeskEntry entry) implements DeskEntry {
    public Returned {
      if (entry instanceof Returned) {
        throw new IllegalArgumentException("an entry returns once");
      }
    }

    @Override
    public Standing standing() {
      return entry.standing();
    }
  }
}
