package org.sanwei.config.judge;

import java.util.List;

/**
 * Everything that was extracted of one message: the texts, in reading order, and the parts that
 * could not be read. Immutable. Its text never appears in {@link #toString()}.
 */
public record Content(List<Part> parts, List<Unread> unread) {
  public Content {
    parts = List.copyOf(parts);
    unread = List.copyOf(unread);
  }

  @Override
  public String toString() {
    return "Content[" + parts.size() + " parts, " + unread.size() + " unread]";
  }
}
