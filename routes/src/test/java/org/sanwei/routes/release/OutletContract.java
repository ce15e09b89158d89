package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every adapter of {@link Outlet} does against a real counterparty. */
interface OutletContract {

  /** The outlet under test, ready to send to {@link #provider()}. */
  Outlet outlet();

  Provider provider();

  /** Ends the provider, so that nothing listens where the outlet calls. */
  void providerGone();

  default Releasable release() {
    return Releases.granted(Releases.release(outlet().name().value()).build());
  }

  private Recipient recipient() {
    return release().release().recipients().get(0);
  }

  @Test
  default void whatIsTakenIsShownOnceWordForWord() {
    // when
    SendResult result = outlet().send(release(), recipient());

    // then
    assertThat(result).isInstanceOf(SendResult.Accepted.class);
    assertThat(((SendResult.Accepted) result).providerIds()).isNotEmpty().doesNotContain("");
    assertThat(provider().phone(recipient().address())).containsExactly(release().release().text());
  }

  @Test
  default void aRefusalThatPassesIsWorthRetryingAndNotRepeatedInside() {
    // given
    provider().mood(Provider.Mood.REFUSES_FOR_NOW);

    // when
    SendResult result = outlet().send(release(), recipient());

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            SendResult.Refused.class, refused -> assertThat(refused.worthRetrying()).isTrue());
    assertThat(provider().requests()).isEqualTo(1);
  }

  @Test
  default void aRefusalForGoodIsNot() {
    // given
    provider().mood(Provider.Mood.REFUSES_FOR_GOOD);

    // when
    SendResult result = outlet().send(release(), recipient());

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            SendResult.Refused.class, refused -> assertThat(refused.worthRetrying()).isFalse());
  }

  @Test
  default void aConnectionThatBreaksAfterTheRequestLeavesItUnknownAndItIsNotRepeated() {
    // given
    provider().mood(Provider.Mood.TAKES_AND_HANGS_UP);

    // when
    SendResult result = outlet().send(release(), recipient());

    // then
    assertThat(result).isInstanceOf(SendResult.Unknown.class);
    assertThat(provider().requests()).isEqualTo(1);
  }

  @Test
  default void whenNobodyListensNothingWasSentAndItIsWorthRetrying() {
    // given
    providerGone();

    // when
    SendResult result = outlet().send(release(), recipient());

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            SendResult.Refused.class, refused -> assertThat(refused.worthRetrying()).isTrue());
  }

  @Test
  default void aReleaseForAnotherOutletDoesNotFit() {
    // given
    Releasable other = Releases.granted(Releases.release("elsewhere").build());

    // then
    assertThatThrownBy(() -> outlet().send(other, recipient()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(provider().requests()).isZero();
  }

  @Test
  default void nobodyButTheNamedRecipientsIsSentTo() {
    // given
    Recipient stranger = new Recipient("stranger", "王五", "13911112222");

    // then
    assertThatThrownBy(() -> outlet().send(release(), stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("王五", "13911112222");
    assertThat(provider().requests()).isZero();
  }

  @Test
  default void noResultTellsWordsNamesOrNumbers() {
    for (Provider.Mood mood : Provider.Mood.values()) {
      // given
      provider().mood(mood);

      // when
      String told = outlet().send(release(), recipient()).toString();

      // then
      assertThat(told)
          .doesNotContain(
              release().release().text(), recipient().name(), recipient().address(), "secret");
    }
  }
}
