package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.ARRIVAL;
import static org.sanwei.config.judge.Judging.JUDGE;
import static org.sanwei.config.judge.Judging.SHIPPED;
import static org.sanwei.config.judge.Judging.judge;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;

class JudgeTest {

  @Test
  void evidenceNamesThePlaceInCodePointsOfTheTextAsExtracted() {
    String text = "🚒 通报：\n機\u200B密 ★ 10 年。完";

    Verdict verdict = judge(new Part("2/report.pdf", Place.ATTACHMENT, text));

    Evidence evidence =
        verdict.evidence().stream().filter(e -> e.rule().equals("mark-secret")).findFirst().get();
    assertThat(evidence.part()).isEqualTo("2/report.pdf");
    assertThat(
            text.substring(
                text.offsetByCodePoints(0, evidence.start()),
                text.offsetByCodePoints(0, evidence.end())))
        .isEqualTo("機\u200B密 ★ 10 年");
    assertThat(evidence.excerpt()).isEqualTo("機\u200B密 ★ 10 年");
  }

  @Test
  void evidenceOfACharacterReferenceCoversAllOfIt() {
    Verdict verdict = judge(Place.BODY, "x &#26426;&#23494;★1年");

    assertThat(verdict.evidence().get(0).excerpt()).isEqualTo("&#26426;&#23494;★1年");
  }

  @Test
  void anExcerptIsShortAndOnOneLine() {
    Verdict verdict = judge(Place.BODY, "机" + "\n".repeat(100) + "密★10年");

    assertThat(verdict.evidence().get(0).excerpt()).hasSize(Judge.EXCERPT).doesNotContain("\n");
  }

  @Test
  void oneRuleGivesALimitedAmountOfEvidence() {
    Verdict verdict = judge(Place.BODY, "机密★10年\n".repeat(1000));

    assertThat(verdict.evidence())
        .filteredOn(e -> e.rule().equals("mark-secret"))
        .hasSize(Judge.EVIDENCE_PER_RULE);
  }

  @Test
  void moreWordsThanARuleLooksAtAreHeld() {
    Verdict verdict = judge(Place.BODY, "有人谈机密二字。".repeat(Judge.WORDS_PER_RULE + 1));

    assertThat(Judging.summary(verdict)).isEqualTo("HELD unread");
  }

  @Test
  void asManyMentionsAsALongTextHasStayOpen() {
    Verdict verdict = judge(Place.BODY, "有人谈机密二字。".repeat(Judge.WORDS_PER_RULE / 10));

    assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void aMarkBehindManyMentionsInAnotherPartIsFound() {
    Verdict verdict =
        judge(
            new Part("a", Place.BODY, "有人谈机密二字。".repeat(Judge.WORDS_PER_RULE + 1)),
            new Part("b", Place.ATTACHMENT, "机密★10年"));

    assertThat(Judging.summary(verdict)).isEqualTo("CLASSIFIED SECRET");
  }

  @Test
  void anUnreadPartHolds() {
    Verdict verdict = withUnread("各单位：今日天晴。");

    assertThat(Judging.summary(verdict)).isEqualTo("HELD unread");
  }

  @Test
  void doubtOutweighsAnUnreadPart() {
    assertThat(Judging.summary(withUnread("机密：今晚出发"))).isEqualTo("HELD suspect");
  }

  @Test
  void aMarkOutweighsAnUnreadPart() {
    assertThat(Judging.summary(withUnread("机密★10年"))).isEqualTo("CLASSIFIED SECRET");
  }

  @Test
  void noPartsAtAllAreHeld() {
    assertThat(Judging.summary(judge())).isEqualTo("HELD unread");
  }

  @Test
  void aSenderAndAFileNameAloneAreHeld() {
    Verdict verdict =
        judge(
            new Part("sender", Place.SENDER, "某单位"),
            new Part("1/name", Place.FILE_NAME, "通知.docx"));

    assertThat(Judging.summary(verdict)).isEqualTo("HELD unread");
  }

  @Test
  void aboveTheCeilingIsASpill() {
    Judge judge = new Judge(withCeiling(Sensitivity.WORK_SECRET));

    assertThat(judge.judge(Judging.content(Place.BODY, "秘密★1年"), ARRIVAL))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.SPILL, "ceiling");
    assertThat(judge.judge(Judging.content(Place.BODY, "【内部】名单"), ARRIVAL).outcome())
        .isEqualTo(Outcome.OPEN);
  }

  @Test
  void atTheCeilingIsNoSpill() {
    Judge judge = new Judge(withCeiling(Sensitivity.SECRET));

    assertThat(judge.judge(Judging.content(Place.BODY, "机密★1年"), ARRIVAL).outcome())
        .isEqualTo(Outcome.CLASSIFIED);
  }

  @Test
  void theVerdictCarriesThePolicysDigest() {
    assertThat(judge(Place.BODY, "天晴").policy()).isEqualTo(SHIPPED.digest());
  }

  @Test
  void nothingOfTheTextIsPrinted() {
    Verdict verdict = judge(new Part("body", Place.BODY, "机密★10年 金丝雀"));

    assertThat(verdict + " " + verdict.evidence()).doesNotContain("金丝雀", "★");
  }

  private static Verdict withUnread(String text) {
    return JUDGE.judge(
        new Content(
            List.of(new Part("body", Place.BODY, text)),
            List.of(new Unread("2", UnreadReason.PICTURE))),
        ARRIVAL);
  }

  private static Policy withCeiling(Sensitivity ceiling) {
    return new Policy(
        SHIPPED.digest(),
        SHIPPED.version(),
        ceiling,
        SHIPPED.channels(),
        SHIPPED.outlets(),
        SHIPPED.lines(),
        SHIPPED.spill(),
        SHIPPED.marks(),
        SHIPPED.rules());
  }
}
