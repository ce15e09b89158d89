package org.sanwei.config.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sanwei.config.policy.Zone;

/** One part made ready: its normal text, its zone, and where its pages' head lines end. */
final class Frame {
  private final Part part;
  private final NormalText text;
  private final Zone zone;
  private final int[] pages;
  private final int[] headEnds;

  Frame(Part part, int headLines) {
    this.part = part;
    this.text = NormalText.of(part.text());
    this.zone = Zone.valueOf(part.place().name());
    List<int[]> heads = heads(headLines);
    this.pages = heads.stream().mapToInt(head -> head[0]).toArray();
    this.headEnds = heads.stream().mapToInt(head -> head[1]).toArray();
  }

  NormalText text() {
    return text;
  }

  Zone zone() {
    return zone;
  }

  boolean in(Set<Zone> zones, int index) {
    return zones.isEmpty() || zones.contains(zone) || (zones.contains(Zone.HEAD) && head(index));
  }

  Evidence evidence(String rule, int from, int to) {
    int start = text.origin(from);
    int end = text.originEnd(to - 1);
    return new Evidence(rule, part.name(), start, end, text.excerpt(start, end, Judge.EXCERPT));
  }

  private boolean head(int index) {
    if (zone == Zone.SUBJECT) {
      return true;
    }
    if (zone == Zone.FILE_NAME || zone == Zone.SENDER) {
      return false;
    }
    int page = Arrays.binarySearch(pages, index);
    page = page >= 0 ? page : -page - 2;
    return page >= 0 && index < headEnds[page];
  }

  /** For each page its first index and the index where its head zone ends. */
  private List<int[]> heads(int headLines) {
    List<int[]> heads = new ArrayList<>();
    int start = 0;
    int headEnd = -1;
    int lines = 0;
    boolean blank = true;
    for (int i = 0; i <= text.length(); i++) {
      if (!text.lineEnd(i)) {
        blank &= text.space(i);
        continue;
      }
      lines += blank ? 0 : 1;
      blank = true;
      boolean pageEnd = text.at(i) == '\f' || i >= text.length();
      if (headEnd < 0 && (lines == headLines || pageEnd)) {
        headEnd = i + 1;
      }
      if (pageEnd) {
        heads.add(new int[] {start, headEnd});
        start = i + 1;
        headEnd = -1;
        lines = 0;
      }
    }
    return heads;
  }
}
