package org.sanwei.gateway.facsimile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Evidence;
import org.sanwei.gateway.desk.OpenPages;
import org.sanwei.gateway.words.Highlight;
import org.sanwei.routes.message.PageLine;

/** One page as the desk shows it. */
public record FacsimileView(OpenPages.Page page, int confidence, List<Line> lines) {
  /** From here on a line was read surely, below {@value #FAIR} poorly. */
  private static final int SURE = 90;

  private static final int FAIR = 70;

  public FacsimileView {
    lines = List.copyOf(lines);
  }

  /**
   * A line, counted from 1. {@code grade} is {@code sure}, {@code fair} or {@code poor}; {@code
   * correction} is what a person read instead.
   */
  public record Line(
      int number,
      PageLine recognised,
      List<Highlight.Segment> segments,
      String grade,
      @Nullable Corrected correction) {
    /** What counts: a person's reading, or the machine's. */
    public String text() {
      return correction == null ? recognised.text() : correction.text();
    }

    @Override
    public String toString() {
      return "Line[" + number + ", " + grade + "]";
    }
  }

  /** A person's reading of a line. */
  public record Corrected(String text, String person, Instant at) {
    @Override
    public String toString() {
      return "Corrected[" + at + "]";
    }
  }

  /**
   * @param evidence of the part that holds the page's lines
   * @param corrections of this page
   * @param nameOf a person's name, by actor
   */
  static FacsimileView of(
      OpenPages.Page page,
      List<Evidence> evidence,
      List<OpenPages.Correction> corrections,
      Function<OpenPages.Correction, String> nameOf) {
    Map<Integer, OpenPages.Correction> read =
        corrections.stream()
            .collect(Collectors.toMap(OpenPages.Correction::line, Function.identity()));
    List<Line> lines = new ArrayList<>();
    int from = 0;
    int worst = PageLine.SURE;
    for (PageLine line : page.lines()) {
      int points = line.text().codePointCount(0, line.text().length());
      OpenPages.Correction correction = read.get(lines.size() + 1);
      lines.add(
          new Line(
              lines.size() + 1,
              line,
              Highlight.segments(
                  line.text(), line.inText() ? within(evidence, from, points) : List.of()),
              grade(line.confidence()),
              correction == null
                  ? null
                  : new Corrected(correction.text(), nameOf.apply(correction), correction.at())));
      from += line.inText() ? points + 1 : 0;
      worst = Math.min(worst, line.confidence());
    }
    return new FacsimileView(page, lines.isEmpty() ? 0 : worst, lines);
  }

  private static String grade(int confidence) {
    return confidence >= SURE ? "sure" : confidence >= FAIR ? "fair" : "poor";
  }

  /** What was found in a line that begins at {@code from}, counted from the line's beginning. */
  private static List<Evidence> within(List<Evidence> evidence, int from, int points) {
    return evidence.stream()
        .filter(match -> match.start() < from + points && match.end() > from)
        .map(
            match ->
                new Evidence(
                    match.rule(),
                    match.part(),
                    Math.max(0, match.start() - from),
                    Math.min(points, match.end() - from),
                    ""))
        .toList();
  }

  @Override
  public String toString() {
    return "FacsimileView[" + page + "]";
  }
}
