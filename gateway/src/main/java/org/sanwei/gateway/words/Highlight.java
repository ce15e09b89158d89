package org.sanwei.gateway.words;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;

/** Cuts a text where evidence begins and ends, so that a page can mark what the rules found. */
public final class Highlight {
  private Highlight() {}

  /** A stretch of text and the rules that found it; none for plain text. */
  public record Segment(String text, List<String> rules) {
    public boolean found() {
      return !rules.isEmpty();
    }

    @Override
    public String toString() {
      return "Segment[" + text.length() + " characters, " + rules + "]";
    }
  }

  /** Segments in order; joined they are the text. Offsets beyond the text are cut to it. */
  public static List<Segment> segments(String text, List<Evidence> evidence) {
    int points = text.codePointCount(0, text.length());
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, points));
    for (Evidence match : evidence) {
      cuts.add(within(match.start(), points));
      cuts.add(within(match.end(), points));
    }
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    int fromChar = 0;
    for (int until : cuts.tailSet(0, false)) {
      int untilChar = text.offsetByCodePoints(fromChar, until - from);
      segments.add(new Segment(text.substring(fromChar, untilChar), rules(evidence, from, until)));
      from = until;
      fromChar = untilChar;
    }
    return segments;
  }

  /** The words a match found; empty when its part is not there or too short. */
  public static String excerpt(List<Part> parts, Evidence match) {
    return parts.stream()
        .filter(part -> part.name().equals(match.part()))
        .findFirst()
        .map(part -> cut(part.text(), match.start(), match.end()))
        .orElse("");
  }

  private static String cut(String text, int start, int end) {
    int points = text.codePointCount(0, text.length());
    int from = text.offsetByCodePoints(0, within(start, points));
    int until = text.offsetByCodePoints(0, Math.max(within(start, points), within(end, points)));
    return text.substring(from, until);
  }

  private static List<String> rules(List<Evidence> evidence, int from, int until) {
    return evidence.stream()
        .filter(match -> match.start() <= from && match.end() >= until)
        .map(Evidence::rule)
        .distinct()
        .sorted()
        .toList();
  }

  private static int within(int point, int points) {
    return Math.max(0, Math.min(point, points));
  }
}
