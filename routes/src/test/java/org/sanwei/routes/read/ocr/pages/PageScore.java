package org.sanwei.routes.read.ocr.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.read.ocr.pages.PageOutcome.End;

/** Sums up what became of cases, by kind, in the figures that reading pages is proved by. */
public final class PageScore {
  /** So many of all. */
  public record Share(int part, int all) {
    /** From 0 to 1; 0 of nothing is 0. */
    public double value() {
      return all == 0 ? 0 : part / (double) all;
    }

    @Override
    public String toString() {
      return all == 0 ? "–" : "%d/%d (%.1f %%)".formatted(part, all, 100 * value());
    }
  }

  private record Scored(PageCase page, PageOutcome outcome) {}

  private final List<Scored> all = new ArrayList<>();

  /** Takes in what became of one case. */
  public void add(PageCase page, PageOutcome outcome) {
    all.add(new Scored(page, outcome));
  }

  /** Cases with a state-secret mark that ended OPEN, by name. There must be none. */
  public List<String> leaked() {
    return all.stream()
        .filter(one -> one.page.truth().classified() && one.outcome.end() == End.OPEN)
        .map(one -> one.page.toString())
        .toList();
  }

  /** Marked cases that ended CLASSIFIED under the level that is printed. */
  public Share levelRight(PageKind... kinds) {
    return share(PageScore::marked, PageScore::rightLevel, kinds);
  }

  /** Marked cases that ended CLASSIFIED under another level. */
  public Share levelWrong(PageKind... kinds) {
    return share(
        PageScore::marked,
        (page, outcome) -> outcome.end() == End.CLASSIFIED && !rightLevel(page, outcome),
        kinds);
  }

  /** Cases with an urgency printed whose label says the same, wherever they ended. */
  public Share urgencyRight(PageKind... kinds) {
    return share(
        (page, outcome) -> page.truth().urgency() != Urgency.NONE,
        (page, outcome) -> page.truth().urgency() == outcome.urgency(),
        kinds);
  }

  /** Cases without urgency to which one was given. */
  public Share urgencyInvented(PageKind... kinds) {
    return share(
        (page, outcome) -> page.truth().urgency() == Urgency.NONE,
        (page, outcome) -> outcome.urgency() != Urgency.NONE,
        kinds);
  }

  /** Cases without a mark, or with 公开, that did not end OPEN. */
  public Share heldUnmarked(PageKind... kinds) {
    return share(PageScore::unmarked, (page, outcome) -> outcome.end() != End.OPEN, kinds);
  }

  /** Cases without a state-secret mark that ended CLASSIFIED; part of those held above. */
  public Share takenForMarked(PageKind... kinds) {
    return share(
        (page, outcome) -> !page.truth().classified(),
        (page, outcome) -> outcome.end() == End.CLASSIFIED,
        kinds);
  }

  /** Cases of 内部 that ended OPEN as a work secret. */
  public Share workSecretRight(PageKind... kinds) {
    return share(
        (page, outcome) -> page.truth().level() == Sensitivity.WORK_SECRET,
        (page, outcome) -> outcome.end() == End.OPEN && outcome.level() == Sensitivity.WORK_SECRET,
        kinds);
  }

  /** Letters of the running text that were read wrongly, of all its letters. */
  public Share bodyError(PageKind... kinds) {
    int wrong = 0;
    int letters = 0;
    for (Scored one : all) {
      if (among(one.page, kinds) && one.page.truth().pages() == 1) {
        String body = one.page.truth().body();
        wrong += CharacterError.edits(body, one.outcome.text());
        letters += CharacterError.letters(body);
      }
    }
    return new Share(wrong, letters);
  }

  /** The figures as a table, and below it each case that is not as it should be. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("| kind | cases | marked and OPEN | level right | level wrong | urgency right |");
    out.append(
        " urgency invented | unmarked not OPEN | taken for marked | 内部 right | body error |\n");
    out.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (PageKind kind : PageKind.values()) {
      row(out, kind.name().toLowerCase(Locale.ROOT), kind);
    }
    row(out, "all", PageKind.values());
    out.append("\nNot as it should be:\n\n");
    misses().forEach(miss -> out.append("- ").append(miss).append('\n'));
    return out.toString();
  }

  /** Each case with an end, level or urgency that is not the printed one. */
  public List<String> misses() {
    return all.stream()
        .filter(one -> !asItShould(one.page.truth(), one.outcome))
        .map(
            one ->
                "%s, urgency %s, %s: %s %s %s"
                    .formatted(
                        one.page,
                        one.page.truth().urgency(),
                        one.page.way(),
                        one.outcome.end(),
                        one.outcome.level(),
                        one.outcome.urgency()))
        .toList();
  }

  private static boolean asItShould(PageTruth truth, PageOutcome outcome) {
    End wanted = truth.classified() ? End.CLASSIFIED : End.OPEN;
    // An unmarked page that ends OPEN may still be called internal: 内部明电 says so itself.
    boolean level = truth.level() == Sensitivity.PUBLIC || outcome.level() == truth.level();
    return outcome.end() == wanted && level && outcome.urgency() == truth.urgency();
  }

  private void row(StringBuilder out, String name, PageKind... kinds) {
    Share cases = share((page, outcome) -> true, (page, outcome) -> true, kinds);
    Share open = share(PageScore::marked, (page, outcome) -> outcome.end() == End.OPEN, kinds);
    out.append(
        "| %s | %d | %d | %s | %s | %s | %s | %s | %s | %s | %s |%n"
            .formatted(
                name,
                cases.all(),
                open.part(),
                levelRight(kinds),
                levelWrong(kinds),
                urgencyRight(kinds),
                urgencyInvented(kinds),
                heldUnmarked(kinds),
                takenForMarked(kinds),
                workSecretRight(kinds),
                bodyError(kinds)));
  }

  private Share share(
      BiPredicate<PageCase, PageOutcome> of,
      BiPredicate<PageCase, PageOutcome> part,
      PageKind... kinds) {
    List<Scored> counted =
        all.stream()
            .filter(one -> among(one.page, kinds) && of.test(one.page, one.outcome))
            .toList();
    long parts = counted.stream().filter(one -> part.test(one.page, one.outcome)).count();
    return new Share((int) parts, counted.size());
  }

  private static boolean among(PageCase page, PageKind... kinds) {
    return kinds.length == 0 || List.of(kinds).contains(page.kind());
  }

  private static boolean marked(PageCase page, PageOutcome outcome) {
    return page.truth().classified();
  }

  private static boolean unmarked(PageCase page, PageOutcome outcome) {
    return page.truth().level() == Sensitivity.PUBLIC;
  }

  private static boolean rightLevel(PageCase page, PageOutcome outcome) {
    return outcome.end() == End.CLASSIFIED && outcome.level() == page.truth().level();
  }
}
