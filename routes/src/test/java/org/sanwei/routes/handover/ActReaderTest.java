package org.sanwei.routes.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;

class ActReaderTest {
  /** As of what just came. */
  private static final Optional<Instant> NOW = Optional.empty();

  private final Officers officers = new Officers();
  private final ActReader reader = officers.reader(Clock.systemUTC());

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"READ", "CONFIRM"})
  void oneOfficerOfTheLineIsEnoughFor(Kind kind) {
    ActReader.Read read = reader.read(officers.by(officers.first, Officers.act(kind)), NOW);

    assertThat(good(read).officers()).containsExactly("officer-a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CLEAR", "ORDER"})
  void twoDifferentOfficersAreEnoughFor(Kind kind) {
    CipherAct act = Officers.act(kind);
    byte[] first = officers.by(officers.first, act);

    ActReader.Read read = reader.read(officers.by(officers.second, act, first), NOW);

    assertThat(good(read).officers()).containsExactly("officer-a", "officer-b");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CLEAR", "ORDER"})
  void theSameOfficerTwiceIsOne(Kind kind) {
    CipherAct act = Officers.act(kind);

    byte[] twice = officers.by(officers.first, act, officers.by(officers.first, act));

    assertThat(refusal(twice)).isEqualTo("officers");
    assertThat(refusal(officers.by(officers.first, act))).as("alone").isEqualTo("officers");
  }

  @Test
  void aFirstSignatureUnderAnotherActIsNone() {
    CipherAct shown = Officers.act(Kind.CLEAR);
    CipherAct swapped = worded(shown, "集结地点已改");

    byte[] mixed = officers.by(officers.second, swapped, officers.by(officers.first, shown));

    assertThat(refusal(mixed)).isEqualTo("first-signature");
  }

  @Test
  void whoIsNotOfTheLineSignsNothing() {
    CipherAct act = Officers.act(Kind.CLEAR);
    byte[] first = officers.by(officers.first, act);

    assertThat(refusal(officers.by(officers.elsewhere, act, first))).isEqualTo("not-of-the-line");
    assertThat(refusal(officers.by(officers.first, act, officers.by(officers.elsewhere, act))))
        .isEqualTo("first-signature");
    assertThat(refusal(officers.by(officers.first, act, officers.by(officers.stranger, act))))
        .isEqualTo("first-signature");
    assertThat(refusal(officers.by(officers.first, act, officers.by(officers.recovery, act))))
        .as("a recovery key is nobody")
        .isEqualTo("first-signature");
    byte[] strangers = officers.by(officers.stranger, act, first);
    assertThatThrownBy(() -> reader.read(strangers, NOW)).isInstanceOf(BadOfficersWord.class);
  }

  @Test
  void anActThatCameOnceItHadExpiredIsRefused() {
    CipherAct act = Officers.act(Kind.READ);
    byte[] word = officers.by(officers.first, act);

    ActReader.Read late = reader.read(word, Optional.of(act.expiresAt()));
    ActReader.Read ofUnknownTime =
        officers.reader(Clock.fixed(act.expiresAt(), ZoneOffset.UTC)).read(word, Optional.empty());

    assertThat(((ActReader.Read.Refused) late).reason()).isEqualTo("expired");
    assertThat(((ActReader.Read.Refused) ofUnknownTime).reason()).isEqualTo("expired");
  }

  @Test
  void anActThatCameInTimeDoesNotExpireByWaiting() {
    CipherAct act = Officers.act(Kind.READ);
    Clock daysLater = Clock.fixed(Instant.now().plus(Duration.ofDays(3)), ZoneOffset.UTC);
    Instant inTime = act.expiresAt().minusMillis(1);

    ActReader.Read read =
        officers.reader(daysLater).read(officers.by(officers.first, act), Optional.of(inTime));

    assertThat(good(read).officers()).containsExactly("officer-a");
  }

  @Test
  void anActThatWouldWaitForDaysIsRefused() {
    CipherAct act = Officers.act(Kind.READ);
    CipherAct patient =
        new CipherAct(
            act.version(),
            act.kind(),
            act.id(),
            act.line(),
            act.envelope(),
            act.nonce(),
            act.salt(),
            act.signedAt(),
            act.signedAt().plus(CipherAct.LONGEST).plusSeconds(1),
            act.wording(),
            act.label(),
            act.overrides(),
            act.notice());

    assertThat(refusal(officers.by(officers.first, patient))).isEqualTo("time");
  }

  @Test
  void aReadingPassedOffAsAnOrderIsRefused() {
    CipherAct reading = Officers.act(Kind.READ);
    CipherAct order = Officers.act(Kind.ORDER);

    assertThat(refusal(officers.by(officers.first, labelled(reading)))).isEqualTo("form");
    assertThat(refusal(officers.by(officers.first, overriding(reading)))).isEqualTo("form");
    assertThat(refusal(officers.by(officers.second, order, officers.by(officers.first, reading))))
        .isEqualTo("first-signature");
  }

  @Test
  void anOrderWithoutTheOriginatingOrgansNoticeIsRefused() {
    CipherAct order = Officers.act(Kind.ORDER);
    CipherAct bare = noticed(order, " ");

    assertThat(refusal(officers.by(officers.second, bare, officers.by(officers.first, bare))))
        .isEqualTo("form");
  }

  @Test
  void aClearanceCannotGiveAClassifiedLabelNorAConfirmationAnOpenOne() {
    CipherAct clear = labelled(Officers.act(Kind.CLEAR), Sensitivity.SECRET);
    CipherAct confirm = labelled(Officers.act(Kind.CONFIRM), Sensitivity.WORK_SECRET);

    assertThat(refusal(officers.by(officers.second, clear, officers.by(officers.first, clear))))
        .isEqualTo("form");
    assertThat(refusal(officers.by(officers.first, confirm))).isEqualTo("form");
  }

  @Test
  void whatIsAboveTheCeilingStaysWhereItLies() {
    CipherAct confirm = labelled(Officers.act(Kind.CONFIRM), Sensitivity.TOP_SECRET);

    assertThat(refusal(officers.by(officers.first, confirm))).isEqualTo("above-ceiling");
  }

  @Test
  void aConfirmationSaysNothingButTheLevel() {
    Label elsewhere = new Label(Sensitivity.SECRET, Urgency.NONE, Line.ROOT);
    CipherAct act = Officers.act(Kind.CONFIRM);
    CipherAct moving = Officers.with(act, act.wording(), elsewhere, act.overrides(), act.notice());

    assertThat(refusal(officers.by(officers.first, moving))).isEqualTo("form");
  }

  @Test
  void nothingOfTheActShowsInWhatIsLogged() {
    CipherAct act = Officers.act(Kind.ORDER);
    ActReader.Read read =
        reader.read(officers.by(officers.second, act, officers.by(officers.first, act)), NOW);

    assertThat(read.toString()).doesNotContain("堤顶").doesNotContain("水情").doesNotContain("通知");
  }

  private String refusal(byte[] envelope) {
    ActReader.Read read = reader.read(envelope, NOW);
    assertThat(read).isInstanceOf(ActReader.Read.Refused.class);
    assertThat(((ActReader.Read.Refused) read).id()).isEqualTo(Officers.ID);
    return ((ActReader.Read.Refused) read).reason();
  }

  private static org.sanwei.routes.message.VerifiedAct good(ActReader.Read read) {
    assertThat(read).isInstanceOf(ActReader.Read.Good.class);
    return ((ActReader.Read.Good) read).act();
  }

  private static CipherAct worded(CipherAct act, String text) {
    return Officers.with(act, Officers.wording(text), act.label(), act.overrides(), act.notice());
  }

  private static CipherAct labelled(CipherAct act) {
    return labelled(act, Sensitivity.PUBLIC);
  }

  private static CipherAct labelled(CipherAct act, Sensitivity level) {
    Label label = new Label(level, Urgency.NONE, null);
    return Officers.with(act, act.wording(), label, act.overrides(), act.notice());
  }

  private static CipherAct overriding(CipherAct act) {
    return Officers.with(act, act.wording(), act.label(), List.of("mark-secret"), act.notice());
  }

  private static CipherAct noticed(CipherAct act, String notice) {
    return Officers.with(act, act.wording(), act.label(), act.overrides(), notice);
  }
}
