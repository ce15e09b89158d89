package org.sanwei.gateway.cipherdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Officers' looks at a line end, whatever the broker does. */
class PatientLookTest {
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void letItEnd() {
    never.countDown();
  }

  @Test
  void whatWasSeenIsGivenWhole() {
    byte[] envelope = {1};
    PatientLook look = new PatientLook(Duration.ofMinutes(1));

    assertThat(
            look.at(
                came -> {
                  came.accept(envelope);
                  return List.of(envelope);
                }))
        .contains(List.of(envelope));
  }

  @Test
  void aLookThatStopsInTheMiddleIsGivenUpAndNothingOfItIsTakenForTheWhole() {
    PatientLook look = new PatientLook(Duration.ofMillis(50));

    assertThat(
            look.at(
                came -> {
                  came.accept(new byte[1]);
                  waitForNothing();
                  return List.of();
                }))
        .isEmpty();
  }

  @Test
  void whatFailsFailsAsItself() {
    PatientLook look = new PatientLook(Duration.ofMinutes(1));

    assertThatThrownBy(
            () ->
                look.at(
                    came -> {
                      throw new CipherDeskTrouble("the broker refused", "look at the broker");
                    }))
        .isInstanceOf(CipherDeskTrouble.class);
  }

  private void waitForNothing() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
