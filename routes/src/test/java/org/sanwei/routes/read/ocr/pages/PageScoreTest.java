package org.sanwei.routes.read.ocr.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.read.ocr.pages.PageOutcome.End;

/** The figures count what they say. */
class PageScoreTest {
  private final PageScore score = new PageScore();

  @Test
  void aMarkedPageThatEndsOpenIsNamed() {
    score.add(page(Sensitivity.SECRET, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));
    score.add(page(Sensitivity.SECRET, Urgency.NONE), outcome(End.HELD_UNREAD, Sensitivity.PUBLIC));
    score.add(page(Sensitivity.WORK_SECRET, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));

    assertThat(score.leaked()).singleElement().asString().contains("机密");
  }

  @Test
  void onlyTheLevelThatIsPrintedIsRight() {
    score.add(page(Sensitivity.SECRET, Urgency.NONE), outcome(End.CLASSIFIED, Sensitivity.SECRET));
    score.add(
        page(Sensitivity.SECRET, Urgency.NONE), outcome(End.CLASSIFIED, Sensitivity.TOP_SECRET));
    score.add(
        page(Sensitivity.SECRET, Urgency.NONE), outcome(End.HELD_SUSPECT, Sensitivity.PUBLIC));
    score.add(page(Sensitivity.PUBLIC, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));

    assertThat(score.levelRight()).isEqualTo(new PageScore.Share(1, 3));
    assertThat(score.levelWrong(PageKind.FINE)).isEqualTo(new PageScore.Share(1, 3));
    assertThat(score.levelRight(PageKind.STD)).isEqualTo(new PageScore.Share(0, 0));
  }

  @Test
  void unmarkedPagesAreHeldHoweverTheyAreNotOpen() {
    score.add(
        page(Sensitivity.PUBLIC, Urgency.NONE), outcome(End.HELD_SUSPECT, Sensitivity.PUBLIC));
    score.add(page(Sensitivity.PUBLIC, Urgency.NONE), outcome(End.CLASSIFIED, Sensitivity.SECRET));
    score.add(page(Sensitivity.PUBLIC, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));

    assertThat(score.heldUnmarked()).isEqualTo(new PageScore.Share(2, 3));
    assertThat(score.takenForMarked()).isEqualTo(new PageScore.Share(1, 3));
  }

  @Test
  void urgencyIsRightWhereverThePageEnded() {
    PageOutcome urgent =
        new PageOutcome(End.HELD_SUSPECT, Sensitivity.PUBLIC, Urgency.IMMEDIATE, "");
    score.add(page(Sensitivity.PUBLIC, Urgency.IMMEDIATE), urgent);
    score.add(page(Sensitivity.PUBLIC, Urgency.PRIORITY), urgent);
    score.add(page(Sensitivity.PUBLIC, Urgency.NONE), urgent);

    assertThat(score.urgencyRight()).isEqualTo(new PageScore.Share(1, 2));
    assertThat(score.urgencyInvented()).isEqualTo(new PageScore.Share(1, 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same text                        | 水位上涨，请注意。 | 水位上涨，请注意。               | 0
          with other text around it            | 水位上涨，请注意。 | 关于水位的通知水位上涨，请注意。完 | 0
          blanks and width do not count        | 共12人，请注意。   | 共 １２ 人,请注意。              | 0
          one letter read wrongly              | 水位上涨，请注意。 | 水位上张，请注意。               | 1
          one left out, one too many           | 水位上涨，请注意。 | 水上涨，请请注意。               | 2
          nothing read                         | 水位上涨           | ''                               | 4
          """)
  void lettersAreCounted(String why, String truth, String read, int edits) {
    assertThat(CharacterError.edits(truth, read)).as(why).isEqualTo(edits);
  }

  @Test
  void theReportHasARowForEachKindAndNamesWhatIsNotAsItShouldBe() {
    score.add(page(Sensitivity.SECRET, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));
    score.add(page(Sensitivity.PUBLIC, Urgency.NONE), outcome(End.OPEN, Sensitivity.PUBLIC));

    assertThat(score.markdown())
        .contains("| fine | 2 | 1 | 0/1 (0.0 %) |")
        .contains("| photo | 0 |")
        .contains("- fine-00 NOTICE 机密, urgency NONE, fine grade 1: OPEN PUBLIC NONE");
    assertThat(score.misses()).hasSize(1);
  }

  private static PageCase page(Sensitivity level, Urgency urgency) {
    String mark = level.classified() ? level.chinese() : "";
    PageTruth truth =
        new PageTruth(level, mark, "", 1, urgency, "", "题", "局", "水位上涨", Form.NOTICE, 1, false, "");
    return new PageCase(
        "fine-00", PageKind.FINE, "fine-00.tif", truth, "fine grade 1", () -> new byte[0]);
  }

  private static PageOutcome outcome(End end, Sensitivity level) {
    return new PageOutcome(end, level, Urgency.NONE, "水位上涨");
  }
}
