package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.routes.release.Releases.CLOCK;
import static org.sanwei.routes.release.Releases.NOW;
import static org.sanwei.routes.release.Releases.SEALS;
import static org.sanwei.routes.release.Releases.release;
import static org.sanwei.routes.release.Releases.reviewed;
import static org.sanwei.routes.release.Releases.signed;
import static org.sanwei.routes.release.Releases.statement;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.label.Sensitivity;

class ReleasableTest {

  @Test
  void whatTwoPeopleApprovedIsGrantedAsItWasSigned() {
    // given
    Release release = release("sms").replaces(UUID.randomUUID()).build();

    // when
    Releasable.Outcome outcome = Releasable.verify(statement(release), SEALS, CLOCK);

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Releasable.Granted.class,
            granted -> {
              assertThat(granted.releasable().release()).isEqualTo(release);
              assertThat(granted.releasable().signer()).isEqualTo(SEALS.keyId());
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("denied")
  void deniesWhatMayNotGoOut(String why, Release release, String verdict) {
    assertThat(Releasable.verify(statement(release), SEALS, CLOCK))
        .as(why)
        .isEqualTo(new Releasable.Denied(release, verdict));
  }

  static Stream<Arguments> denied() {
    Approval review = reviewed("a");
    Approval sign = signed("b");
    return Stream.of(
        row("at its last instant", release("sms").expiresAt(NOW).build(), "expired"),
        row("past it", release("sms").expiresAt(NOW.minusSeconds(9)).build(), "expired"),
        row("work secret", release("sms").sensitivity(Sensitivity.WORK_SECRET).build(), "label"),
        row("a level", release("sms").sensitivity(Sensitivity.CONFIDENTIAL).build(), "label"),
        row("top secret", release("sms").sensitivity(Sensitivity.TOP_SECRET).build(), "label"),
        row("nobody", release("sms").approvals().build(), "approvals"),
        row("only reviewed", release("sms").approvals(review).build(), "approvals"),
        row("only signed", release("sms").approvals(sign).build(), "approvals"),
        row("one person", release("sms").approvals(review, signed("a")).build(), "approvals"),
        row(
            "the signer among the reviewers",
            release("sms").approvals(review, reviewed("b"), sign).build(),
            "approvals"),
        row(
            "two reviewers, none signed",
            release("sms").approvals(review, reviewed("b")).build(),
            "approvals"),
        row("a sandbox text without 演练", release("sms").text("平稳").build(), "sandbox-mark"));
  }

  private static Arguments row(String why, Release release, String verdict) {
    return Arguments.of(why, release, verdict);
  }

  @Test
  void everyChangedByteMakesItUntrusted() {
    // given
    byte[] statement = statement(release("sms").build());

    // when, then
    for (int at = 0; at < statement.length; at++) {
      byte[] changed = statement.clone();
      changed[at] ^= 1;
      assertThat(Releasable.verify(changed, SEALS, CLOCK))
          .as("byte %d", at)
          .isInstanceOf(Releasable.Untrusted.class);
    }
  }

  @Test
  void anotherKeysStatementIsUntrusted() {
    // given
    byte[] content = ReleaseCodec.write(release("sms").build());

    // then
    assertThat(Releasable.verify(new TestSeals(CLOCK).sign(Release.PURPOSE, content), SEALS, CLOCK))
        .isEqualTo(new Releasable.Untrusted("no-match"));
  }

  @Test
  void theSameKeysStatementForAnotherPurposeIsUntrusted() {
    // given
    byte[] content = ReleaseCodec.write(release("sms").build());

    // then
    assertThat(Releasable.verify(SEALS.sign("reading/1", content), SEALS, CLOCK))
        .isEqualTo(new Releasable.Untrusted("forged"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notReleases")
  void signedBytesThatAreNoReleaseAreUntrusted(String why, String json) {
    // given
    byte[] statement = SEALS.sign(Release.PURPOSE, json.getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(Releasable.verify(statement, SEALS, CLOCK))
        .as(why)
        .isEqualTo(new Releasable.Untrusted("not-a-release"));
  }

  static Stream<Arguments> notReleases() {
    String good = new String(ReleaseCodec.write(release("sms").build()), StandardCharsets.UTF_8);
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("null", "null"),
        Arguments.of("no fields", "{}"),
        Arguments.of("a second document", good + good),
        Arguments.of("an unknown field", good.replaceFirst("\\{", "{\"also\":1,")),
        Arguments.of("a missing field", good.replace("\"unit\":\"410000\",", "")),
        Arguments.of("a null", good.replace("\"unit\":\"410000\"", "\"unit\":null")),
        Arguments.of("no outlet", good.replace("\"outlet\":\"sms\"", "\"outlet\":null")),
        Arguments.of("no level", good.replace("\"PUBLIC\"", "null")),
        Arguments.of("no label", good.replaceFirst("\"label\":\\{.*?}", "\"label\":null")),
        Arguments.of("no act", good.replace("\"REVIEWED\"", "null")),
        Arguments.of("no end", good.replaceFirst("\"expiresAt\":\"[^\"]*\"", "\"expiresAt\":null")),
        Arguments.of("an unknown word", good.replace("REVIEWED", "GLANCED")),
        Arguments.of("a number for a word", good.replace("\"PUBLIC\"", "0")),
        Arguments.of("another version", good.replace("\"version\":1", "\"version\":2")),
        Arguments.of(
            "nobody to send to", good.replaceFirst("\"recipients\":\\[.*?]", "\"recipients\":[]")),
        Arguments.of("not JSON", "release please"));
  }

  @Test
  void nothingButVerifyingMakesOne() {
    // a private constructor only
    assertThat(Releasable.class.getDeclaredConstructors())
        .allSatisfy(
            (Constructor<?> made) -> assertThat(Modifier.isPrivate(made.getModifiers())).isTrue());
    // final, so nobody extends it; not serialisable, not a bean that JSON can fill
    assertThat(Modifier.isFinal(Releasable.class.getModifiers())).isTrue();
    assertThat(Releasable.class.getInterfaces()).isEmpty();
    // and no way out of the class but verify() hands one over
    assertThat(
            Arrays.stream(Releasable.class.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> method.getReturnType() == Releasable.class)
                .map(Method::getName))
        .isEmpty();
  }

  @Test
  void noToStringTellsTheWordsOrTheNumbers() {
    // given
    Releasable releasable = Releases.granted(release("sms").build());

    // then
    String told =
        releasable
            + releasable.release().toString()
            + releasable.release().recipients()
            + new Releasable.Denied(releasable.release(), "label");
    assertThat(told).doesNotContain("汛情", "13800138001", "张三");
  }
}
