package org.sanwei.routes.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;

/** With the shipped policy. */
class ReturnsTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T02:05:13Z");
  private static final Reception RECEPTION =
      new Reception(
          Officers.ID, new UUID(1, 2), "370500", "fax-mail", ChannelKind.FAX, RECEIVED, 2048);

  private Returns returns = new Returns(ReturnsTest::none, new SecureRandom());

  @BeforeEach
  void load(@TempDir Path directory) throws IOException {
    ShippedConfig.copyTo(directory);
    Judge judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(directory)).value());
    returns = new Returns(() -> judge, new SecureRandom());
  }

  @Test
  void aHarmlessReadingOpensTheItemUnderItsOwnReceptionAndTime() {
    Judged judged = returns.judge(act(Kind.READ, "堤顶无渗漏"), held("unread"));

    assertThat(judged).isInstanceOf(Judged.Open.class);
    assertThat(judged.standing().reception()).isEqualTo(RECEPTION);
    assertThat(((Judged.Open) judged).content().parts())
        .extracting(Part::text)
        .containsExactly("水情", "河西县", "堤顶无渗漏");
  }

  @Test
  void aReadingWithAMarkIsClassified() {
    Judged judged = returns.judge(act(Kind.READ, "机密★10年\n集结地点"), held("unread"));

    assertThat(judged.standing().outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(judged.standing().label().sensitivity()).isEqualTo(Sensitivity.SECRET);
  }

  @Test
  void aReadingNeverLowersWhatTheItemWas() {
    Standing urgent =
        standing(Outcome.HELD, "unread", new Label(Sensitivity.WORK_SECRET, Urgency.FLASH, null));

    Judged judged = returns.judge(act(Kind.READ, "堤顶无渗漏"), urgent);

    assertThat(judged.standing().label().sensitivity()).isEqualTo(Sensitivity.WORK_SECRET);
    assertThat(judged.standing().label().urgency()).isEqualTo(Urgency.FLASH);
  }

  @Test
  void wordsSaidToBeAQuotationAreJudgedLikeAnyOther() {
    Wording hidden = new Wording("", "", List.of(new Part("body", Place.QUOTED, "机密★10年\n集结地点")));

    Judged judged =
        returns.judge(verified(act(Kind.READ, hidden, null, List.of())), held("unread"));

    assertThat(judged.standing().outcome()).isEqualTo(Outcome.CLASSIFIED);
  }

  @Test
  void aClearanceOpensTheItemWhenItNamesTheFinding() {
    String text = "密件，阅后即焚。";

    Judged silent = returns.judge(cleared(text, List.of()), held("suspect"));
    List<String> found = silent.standing().rules();
    Judged naming = returns.judge(cleared(text, found), held("suspect"));

    assertThat(silent.standing().outcome()).as("nothing named").isEqualTo(Outcome.HELD);
    assertThat(found).isNotEmpty();
    assertThat(naming.standing().outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void aMarkGivesWayToAnOrderAndNotToAClearance() {
    String text = "机密★10年\n集结地点";
    Judged marked = returns.judge(act(Kind.READ, text), held("unread"));
    List<String> found = marked.standing().rules();

    Judged cleared = returns.judge(cleared(text, found), held("suspect"));

    assertThat(cleared.standing().outcome()).isEqualTo(Outcome.CLASSIFIED);
  }

  @Test
  void wordsSaidToBeTheSenderAreJudgedLikeAnyOther() {
    Wording hidden = new Wording("", "密件，阅后即焚。", List.of(new Part("body", Place.BODY, "见上")));

    Judged judged =
        returns.judge(verified(act(Kind.READ, hidden, null, List.of())), held("unread"));

    assertThat(judged.standing().outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Test
  void whatOfficersDoNotSayOfTheLineStays() {
    Line own = new Line("default/military");
    Standing military =
        standing(Outcome.CLASSIFIED, "mark", new Label(Sensitivity.SECRET, Urgency.NONE, own));
    CipherAct order =
        act(
            Kind.ORDER,
            Officers.wording("堤顶无渗漏"),
            new Label(Sensitivity.CONFIDENTIAL, Urgency.NONE, null),
            List.of());

    assertThat(returns.judge(verified(order), military).standing().label().line()).isEqualTo(own);
  }

  @Test
  void aFindingThatTheOrderDoesNotNameStillHolds() {
    Wording two = Officers.wording("密件，阅后即焚。\n绝密★启用前");
    Judged doubt = returns.judge(cleared("密件，阅后即焚。", List.of()), held("suspect"));

    CipherAct order = act(Kind.ORDER, two, Officers.OPEN, doubt.standing().rules());
    Judged judged = returns.judge(verified(order), classified());

    assertThat(judged.standing().outcome()).isNotEqualTo(Outcome.OPEN);
  }

  @Test
  void anOrderMayLowerAndItsLabelCounts() {
    CipherAct order =
        act(
            Kind.ORDER,
            Officers.wording("堤顶无渗漏"),
            new Label(Sensitivity.WORK_SECRET, Urgency.NONE, null),
            List.of());

    Judged judged = returns.judge(verified(order), classified());

    assertThat(judged.standing().outcome()).isEqualTo(Outcome.OPEN);
    assertThat(judged.standing().label().sensitivity()).isEqualTo(Sensitivity.WORK_SECRET);
  }

  @Test
  void aConfirmationRaisesAndKeepsTheFindings() {
    CipherAct confirm = Officers.act(Kind.CONFIRM);

    Judged judged = returns.judge(verified(confirm), held("suspect"));

    assertThat(judged.standing().outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(judged.standing().label().sensitivity()).isEqualTo(Sensitivity.SECRET);
    assertThat(judged.standing().rules()).contains("doubt-lead");
  }

  private static VerifiedAct cleared(String text, List<String> overrides) {
    return verified(
        act(
            Kind.CLEAR,
            new Wording("", "", List.of(new Part("body", Place.BODY, text))),
            Officers.OPEN,
            overrides));
  }

  private static VerifiedAct act(Kind kind, String text) {
    return verified(act(kind, Officers.wording(text), null, List.of()));
  }

  private static CipherAct act(
      Kind kind,
      Wording wording,
      @org.jspecify.annotations.Nullable Label label,
      List<String> overrides) {
    CipherAct act = Officers.act(kind);
    return Officers.with(act, wording, label, overrides, act.notice());
  }

  private static VerifiedAct verified(CipherAct act) {
    return new VerifiedAct(act, List.of("officer-a", "officer-b"), "digest");
  }

  private static Standing held(String reason) {
    return standing(Outcome.HELD, reason, new Label(Sensitivity.PUBLIC, Urgency.NONE, Line.ROOT));
  }

  private static Standing classified() {
    return standing(
        Outcome.CLASSIFIED, "mark", new Label(Sensitivity.SECRET, Urgency.NONE, Line.ROOT));
  }

  private static Standing standing(Outcome outcome, String reason, Label label) {
    return new Standing(
        RECEPTION, outcome, reason, label, List.of("doubt-lead"), "policy", 1, null);
  }

  private static Judge none() {
    throw new IllegalStateException("the policy is loaded before each test");
  }
}
