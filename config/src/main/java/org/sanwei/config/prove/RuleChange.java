package org.sanwei.config.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Event;
import org.sanwei.config.label.Line;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;

/**
 * How one rule differs. {@code lost} are matchers for what the rule finds no more, or finds and
 * raises less: where to look for examples.
 */
record RuleChange(
    Change.Kind kind,
    List<Edit> edits,
    List<Matcher> lost,
    boolean raisesLess,
    @Nullable Rule before) {

  static RuleChange of(@Nullable Rule before, @Nullable Rule after) {
    if (before == null && after != null) {
      return new RuleChange(
          Change.Kind.ADDED,
          List.of(
              new Edit(
                  Direction.TIGHTENS,
                  "新规则：" + after.why() + " " + Wording.raise(after.raises()),
                  "a new rule: " + Wording.raise(after.raises()))),
          List.of(),
          false,
          null);
    }
    Rule old = Objects.requireNonNull(before, "one of the two");
    if (after == null) {
      return new RuleChange(
          Change.Kind.REMOVED,
          List.of(
              new Edit(
                  Direction.LOOSENS,
                  "规则没有了，原来" + Wording.raise(old.raises()),
                  "the rule is gone; it did " + Wording.raise(old.raises()))),
          old.matchers(),
          false,
          old);
    }
    MatcherChanges matchers = new MatcherChanges();
    matchers.anyOf(old.matchers(), after.matchers());
    List<Edit> edits = new ArrayList<>(matchers.edits());
    List<Matcher> lost = new ArrayList<>(matchers.lost());
    List<Edit> raised = raised(old.raises(), after.raises());
    edits.addAll(raised);
    boolean raisesLess = raised.stream().anyMatch(edit -> edit.direction().loosens());
    if (raisesLess) {
      lost.addAll(old.matchers());
    }
    if (!old.why().equals(after.why())) {
      edits.add(new Edit(Direction.WORDING, "改了说明", "another sentence why"));
    }
    if (!Objects.equals(old.source(), after.source())) {
      edits.add(new Edit(Direction.WORDING, "改了依据", "another source"));
    }
    int fewer = old.tests().size() - after.tests().size();
    if (fewer > 0) {
      edits.add(
          new Edit(Direction.WORDING, "例子少了 " + fewer + " 个", fewer + " fewer tests of its own"));
    }
    return new RuleChange(Change.Kind.CHANGED, edits, lost, raisesLess, old);
  }

  Change told(String id, Examples examples) {
    boolean loosens = edits.stream().anyMatch(edit -> edit.direction().loosens());
    Rule old = before;
    return new Change(
        Change.Subject.RULE,
        id,
        kind,
        edits,
        loosens && old != null ? examples.of(old, lost, raisesLess) : new Loosening.None());
  }

  private static List<Edit> raised(Raise old, Raise now) {
    List<Edit> edits = new ArrayList<>();
    side(edits, "密级", "sensitivity", old.label().sensitivity(), now.label().sensitivity());
    side(edits, "紧急程度", "urgency", old.label().urgency(), now.label().urgency());
    if (old.suspect() != now.suspect()) {
      edits.add(
          old.suspect()
              ? new Edit(Direction.LOOSENS, "不再存疑封存", "holds no more")
              : new Edit(Direction.TIGHTENS, "改为存疑封存", "holds now"));
    }
    line(edits, old.line(), now.line());
    Event both = old.event().join(now.event());
    if (!old.event().equals(now.event())) {
      Direction direction =
          both.equals(now.event())
              ? Direction.TIGHTENS
              : both.equals(old.event()) ? Direction.LOOSENS : Direction.BOTH;
      edits.add(
          new Edit(
              direction,
              "事件 " + Wording.event(old.event()) + " → " + Wording.event(now.event()),
              "event " + Wording.event(old.event()) + " → " + Wording.event(now.event())));
    }
    return edits;
  }

  private static <E extends Enum<E>> void side(
      List<Edit> edits, String chinese, String english, E old, E now) {
    if (old != now) {
      String words = " " + old.name() + " → " + now.name();
      edits.add(
          new Edit(
              now.compareTo(old) < 0 ? Direction.LOOSENS : Direction.TIGHTENS,
              chinese + words,
              english + words));
    }
  }

  private static void line(List<Edit> edits, @Nullable Line old, @Nullable Line now) {
    if (!Objects.equals(old, now)) {
      // As the lattice joins them: to a superior is up, and no line at all is the least.
      Line both = old == null || now == null ? (old == null ? now : old) : old.join(now);
      Direction direction =
          Objects.equals(both, now)
              ? Direction.TIGHTENS
              : Objects.equals(both, old) ? Direction.LOOSENS : Direction.BOTH;
      String words = " " + (old == null ? "-" : old) + " → " + (now == null ? "-" : now);
      edits.add(new Edit(direction, "机要线" + words, "line" + words));
    }
  }
}
