package org.sanwei.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.StandingOrders.Decision;
import org.sanwei.config.judge.StandingOrders.Silent;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.EventCategory;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.read.ReadResult;

/**
 * What {@code try} says of a file to people: the verdict and why, then every part with its place
 * and its text, recognised lines with their confidence. Nothing of it can command the terminal.
 */
final class TryPrint {
  /** So much of a part's text is shown; the rest is counted. */
  static final int MOST_LINES = 60;

  private final PrintWriter out;

  TryPrint(PrintWriter out) {
    this.out = out;
  }

  void file(Path file, ReadResult read, Verdict verdict, List<Decision> decisions) {
    out.println(file);
    verdict(verdict, decisions);
    if (read.nature() != null) {
      out.printf("  性质 nature    %s%n", read.nature());
    }
    for (Unread unread : read.content().unread()) {
      out.printf("  未读 unread     %s  %s%n", unread.part(), unread.why().word());
    }
    for (PartFacts facts : read.content().facts()) {
      facts(facts);
    }
    Map<String, PagePicture> pictures = new HashMap<>();
    read.pictures().forEach(picture -> pictures.put(picture.text(), picture));
    for (Part part : read.content().parts()) {
      out.printf(
          "  部分 part       %s  %s  %d 字 characters%n",
          Visible.of(part.name()),
          part.place(),
          part.text().codePointCount(0, part.text().length()));
      PagePicture picture = pictures.get(part.name());
      if (picture == null) {
        text(part.text());
      } else {
        picture.lines().forEach(this::line);
      }
    }
    out.printf("  规则 policy     %s%n", verdict.policy());
  }

  private void verdict(Verdict verdict, List<Decision> decisions) {
    out.printf(
        "  判定 verdict   %s (%s)  %s %s%n",
        verdict.outcome(),
        verdict.reason(),
        verdict.label().sensitivity().chinese(),
        verdict.label().urgency().chinese());
    if (!verdict.event().equals(Event.NONE)) {
      out.printf("  事件 event     %s%n", event(verdict.event()));
    }
    for (Evidence evidence : verdict.evidence()) {
      out.printf(
          "  依据 because    %s  %s [%d,%d)  %s%n",
          evidence.rule(),
          Visible.of(evidence.part()),
          evidence.start(),
          evidence.end(),
          Visible.of(evidence.excerpt()));
    }
    for (Decision decision : decisions) {
      out.printf("  放行令 order    %s  %s%n", decision.order(), said(decision));
    }
  }

  private void facts(PartFacts facts) {
    StringBuilder known = new StringBuilder();
    if (facts.confidence() != null) {
      known.append("  把握 confidence ").append(facts.confidence()).append('%');
    }
    if (facts.pages() != null) {
      known.append("  页 pages ").append(facts.pages());
    }
    if (facts.seal() != null) {
      known.append("  公章 seal ").append(facts.seal() == PartFacts.Seal.PRESENT ? "有 yes" : "无 no");
    }
    out.printf("  所知 known      %s%s%n", facts.part(), known);
  }

  private void text(String text) {
    List<String> lines = text.lines().toList();
    lines.stream().limit(MOST_LINES).forEach(line -> out.println("      | " + Visible.of(line)));
    if (lines.size() > MOST_LINES) {
      out.printf("      | …… 另有 %d 行 more lines%n", lines.size() - MOST_LINES);
    }
  }

  private void line(PageLine line) {
    out.printf("  %3d | %s  (%s)%n", line.confidence(), Visible.of(line.text()), line.zone());
  }

  private static String said(Decision decision) {
    return decision instanceof Silent silent ? "不放行 silent: " + silent.reason().word() : "放行 fires";
  }

  private static String event(Event event) {
    String categories =
        event.categories().stream().map(EventCategory::chinese).collect(Collectors.joining("、"));
    EventLevel level = event.level();
    return level == null ? categories : (categories + " " + level.chinese()).strip();
  }
}
