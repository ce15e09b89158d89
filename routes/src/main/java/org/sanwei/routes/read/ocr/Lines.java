package org.sanwei.routes.read.ocr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Found lines as they are handed on, and the facts of the fax machine's line. */
record Lines(List<ReadLine> lines, @Nullable FaxHeader faxHeader) {
  /** How far behind the text that was read a known word may be to be handed on beside it. */
  private static final double KNOWN = -6;

  static Lines of(List<FoundLine> found, double factor) {
    List<ReadLine> lines = new ArrayList<>();
    StringBuilder fax = new StringBuilder();
    for (FoundLine line : found) {
      if (line.reading().isEmpty()) {
        continue;
      }
      ReadLine read = line(line, found, factor);
      lines.add(read);
      if (read.zone() == Zone.FAX_LINE) {
        fax.append(read.text()).append(' ');
      }
    }
    String printed = fax.toString();
    return new Lines(List.copyOf(lines), printed.isEmpty() ? null : FaxLineReader.facts(printed));
  }

  /** Brackets and points that differ are no other reading, nor is another number of a document. */
  private static boolean tellsMore(String other, String taken) {
    return MarkSigns.remains(other)
        || MarkSigns.wholeMark(other)
        || MarkSigns.plain(other) && !MarkSigns.plain(taken)
        || !letters(other).equals(letters(taken)) && !Expected.inHead(taken);
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static ReadLine line(FoundLine line, List<FoundLine> all, double factor) {
    TextBox box = line.box().scaled(factor);
    List<String> others = new ArrayList<>();
    for (Reading other : line.others()) {
      if (tellsMore(other.text(), line.reading().text())) {
        others.add(Spacing.text(other, line.box()));
      }
    }
    others.addAll(FormFields.joined(line, all));
    String known = line.known(Doubts.allFitUrgency(line) ? Doubts.ALL_NEARLY_READ : KNOWN);
    if (known != null && Doubts.watched(line) && !MarkSigns.plain(line.reading().text())) {
      others.add(known);
    }
    String urgency = MarkSigns.urgencyBeside(line.reading().text());
    if (urgency != null && Doubts.watched(line)) {
      others.add(urgency);
    }
    return new ReadLine(
        Spacing.text(line.reading(), line.box()),
        (int) Math.round(100 * line.reading().confidence()),
        (int) box.left(),
        (int) box.top(),
        (int) Math.ceil(box.right()),
        (int) Math.ceil(box.bottom()),
        line.zone(),
        others);
  }
}
