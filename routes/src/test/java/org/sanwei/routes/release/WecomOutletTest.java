package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WecomOutletTest implements OutletContract {
  private final AtomicReference<Instant> now = new AtomicReference<>(Releases.NOW);
  private final WecomProvider wecom = new WecomProvider();
  private final WecomOutlet outlet =
      new WecomOutlet(new OutletName("wecom"), settings(WecomProvider.SECRET), new Hands());

  private WecomSettings settings(String secret) {
    return new WecomSettings(
        wecom.base(),
        "corp",
        secret,
        1000002,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        30,
        1000);
  }

  @AfterEach
  void end() {
    outlet.close();
    wecom.close();
  }

  @Override
  public Outlet outlet() {
    return outlet;
  }

  @Override
  public Provider provider() {
    return wecom;
  }

  @Override
  public void providerGone() {
    wecom.close();
  }

  @Test
  void aTokenIsFetchedOnceAndAgainShortlyBeforeItRunsOut() {
    // when
    send();
    send();
    int early = wecom.tokens.get();
    now.set(Releases.NOW.plusSeconds(7200 - 299));
    send();

    // then
    assertThat(early).isEqualTo(1);
    assertThat(wecom.tokens).hasValue(2);
  }

  @Test
  void aTokenThatIsRefusedIsRenewedAndTheMessageArrivesOnce() {
    // given
    send();
    wecom.revokeToken();

    // when
    SendResult result = send();

    // then
    assertThat(result).isInstanceOf(SendResult.Accepted.class);
    assertThat(wecom.tokens).hasValue(2);
    assertThat(wecom.phone(Releases.ZHANG.address())).hasSize(2);
  }

  @Test
  void aFreshTokenThatIsRefusedTooEndsIt() {
    // given
    wecom.refuseEveryToken();

    // when
    SendResult result = send();

    // then: one renewal, one repetition, no third try
    assertThat(result).isEqualTo(new SendResult.Refused("wecom-40014", false));
    assertThat(wecom.requests()).isEqualTo(2);
    assertThat(wecom.tokens).hasValue(2);
  }

  @Test
  void aWrongSecretIsRefusedBeforeAnythingIsSent() {
    // given
    WecomOutlet wrong =
        new WecomOutlet(new OutletName("wecom"), settings("another"), Releases.CLOCK);

    // then
    assertThat(wrong.send(release(), Releases.ZHANG))
        .isEqualTo(new SendResult.Refused("wecom-40001", false));
    assertThat(wecom.requests()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          too many calls               | 200 | {"errcode":45009}                          | Refused[code=wecom-45009, worthRetrying=true]
          too many at once             | 200 | {"errcode":45033}                          | Refused[code=wecom-45033, worthRetrying=true]
          WeCom is busy                | 200 | {"errcode":-1}                             | Refused[code=wecom--1, worthRetrying=true]
          nobody of them is a member   | 200 | {"errcode":81013}                          | Refused[code=wecom-81013, worthRetrying=false]
          too long                     | 200 | {"errcode":45002}                          | Refused[code=wecom-45002, worthRetrying=false]
          our address is not allowed   | 200 | {"errcode":60020}                          | Refused[code=wecom-60020, worthRetrying=false]
          zero, and yet not reached    | 200 | {"errcode":0,"invaliduser":"13800138001"}  | Refused[code=wecom-invaliduser, worthRetrying=false]
          zero, and yet no licence     | 200 | {"errcode":0,"unlicenseduser":"13800138001"} | Refused[code=wecom-invaliduser, worthRetrying=false]
          zero and empty lists         | 200 | {"errcode":0,"invaliduser":"","msgid":"m"} | Accepted[providerIds=[m]]
          a proxy refuses              | 403 | no                                         | Refused[code=wecom-http-403, worthRetrying=false]
          a proxy asks us to wait      | 429 | slow down                                  | Refused[code=wecom-http-429, worthRetrying=true]
          a redirect is not followed   | 302 | there                                      | Refused[code=wecom-http-302, worthRetrying=false]
          a proxy lost the answer      | 502 | bad gateway                                | Unknown[why=wecom-http-502]
          an answer that is not JSON   | 200 | <html>                                     | Unknown[why=wecom-bad-answer]
          an answer without a code     | 200 | {"msgid":"m"}                              | Unknown[why=wecom-bad-answer]
          """)
  void readsAnswers(String why, int status, String json, String expected) {
    // given
    wecom.answers(status, json);

    // then
    assertThat(send()).as(why).hasToString(expected);
    assertThat(wecom.requests()).isEqualTo(1);
  }

  @Test
  void theThirtyFirstMessageInAMinuteWaitsSinceWecomWouldDropIt() {
    // given
    for (int i = 0; i < 30; i++) {
      assertThat(send()).isInstanceOf(SendResult.Accepted.class);
    }

    // when
    SendResult over = send();
    SendResult toAnother = outlet.send(release(), Releases.LI);
    now.set(Releases.NOW.plusSeconds(60));
    SendResult aMinuteLater = send();

    // then
    assertThat(over).isEqualTo(new SendResult.Refused("wecom-member-budget", true));
    assertThat(toAnother).isInstanceOf(SendResult.Accepted.class);
    assertThat(aMinuteLater).isInstanceOf(SendResult.Accepted.class);
  }

  @Test
  void settingsDoNotPrintTheSecret() {
    assertThat(settings(WecomProvider.SECRET).toString()).doesNotContain(WecomProvider.SECRET);
  }

  private SendResult send() {
    return outlet.send(release(), Releases.ZHANG);
  }

  /** A clock whose hands the test moves. */
  private final class Hands extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Objects.requireNonNull(now.get());
    }
  }
}
