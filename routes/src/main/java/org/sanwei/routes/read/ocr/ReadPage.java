package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.PartFacts.Seal;

/**
 * A page as read. {@code lines} are in reading order; {@code turned} says by how many quarters the
 * page was turned clockwise to be read; {@code seal} is null where nobody can say whether there is
 * a 公章; {@code confidence}, 0 to 100, is the mean over the characters, null without any and on what
 * is no page of text. {@code shown} is null where only the head was read.
 */
public record ReadPage(
    PageKind kind,
    List<ReadLine> lines,
    Set<Doubt> doubts,
    @Nullable Seal seal,
    @Nullable FaxHeader faxHeader,
    int turned,
    @Nullable Integer confidence,
    @Nullable ShownPage shown) {
  public ReadPage {
    lines = List.copyOf(lines);
    EnumSet<Doubt> own = EnumSet.noneOf(Doubt.class);
    own.addAll(doubts);
    doubts = Collections.unmodifiableSet(own);
  }

  /** The text of the page in reading order, a line to a line; without stamps and the fax line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ReadLine line : lines) {
      if (line.zone() != Zone.STAMP && line.zone() != Zone.FAX_LINE && !line.text().isBlank()) {
        text.append(line.text()).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * What is to be judged as if it stood above the text: stamps, the fax machine's line and the
   * other readings of lines in the head, each by itself.
   */
  public List<String> above() {
    List<String> above = new ArrayList<>();
    for (ReadLine line : lines) {
      if (line.zone() == Zone.STAMP || line.zone() == Zone.FAX_LINE) {
        above.add(line.text());
      }
      above.addAll(line.alternatives());
    }
    above.removeIf(String::isBlank);
    return above;
  }

  public boolean cutShort() {
    return doubts.contains(Doubt.CUT_SHORT);
  }

  @Override
  public String toString() {
    return "ReadPage[" + kind + ", " + lines.size() + " lines, " + doubts + "]";
  }
}
