package org.sanwei.config.judge;

import java.util.List;
import org.sanwei.config.policy.PartFacts;

/**
 * Everything that was extracted of one message: the texts, in reading order, the parts that could
 * not be read, and what is known of parts beside their text. Immutable. Its text never appears in
 * {@link #toString()}.
 */
public record Content(List<Part> parts, List<Unread> unread, List<PartFacts> facts) {
  public Content {
    parts = List.copyOf(parts);
    unread = List.copyOf(unread);
    facts = List.copyOf(facts);
  }

  /** Of which nothing more is known. */
  public Content(List<Part> parts, List<Unread> unread) {
    this(parts, unread, List.of());
  }

  @Override
  public String toString() {
    return "Content[" + parts.size() + " parts, " + unread.size() + " unread]";
  }
}
