package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sanwei.routes.queue.Addresses;

/** A signed post that somebody caught and sends again is never a second message. */
class ReplayTest extends SignedPosts {
  @Test
  void theSameSignedBytesUnderAnotherKeyAreTheSameArrival() throws Exception {
    Signed caught = sign("nonce-0001", BODY);

    String id = taken(post(caught, "report-1"));

    assertThat(taken(post(caught, "report-2"))).isEqualTo(id);
    assertThat(taken(post(caught, null))).isEqualTo(id);
    assertThat(taken(post(caught.inCapitals(), "report-3"))).isEqualTo(id);
  }

  @Test
  void soTheyAreAfterACrash() throws Exception {
    Signed caught = sign("nonce-0001", BODY);
    String id = taken(post(caught, "report-1"));

    ground.rememberAnew();

    assertThat(taken(post(caught, "report-2"))).isEqualTo(id);
  }

  @Test
  void soTheyAreWhenTheyComeAllAtOnce() {
    Signed caught = sign("nonce-0001", BODY);

    Set<String> ids =
        Set.copyOf(
            IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> taken(post(caught, "r-" + i))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList());

    assertThat(ids).hasSize(1);
  }

  @Test
  void anHonestRetryIsTheSameArrivalHoweverItIsSigned() {
    String id = taken(post(sign("nonce-0001", BODY), "report-1"));

    clock.passes(Duration.ofMinutes(7));

    assertThat(taken(post(sign("nonce-0002", BODY), "report-1"))).isEqualTo(id);
    Awaitility.await("every reception is booked")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ground.broker.depth(Addresses.INTAKE) == 2);
  }

  @Test
  void aRetryAfterTheBrokerWasAwayIsTakenUnderTheFirstId() throws Exception {
    Signed post = sign("nonce-0001", BODY);
    ground.broker.server().stop();
    assertThat(post(post, "report-1").getStatusCode().value()).isEqualTo(503);

    ground.broker.close();
    ground.startBrokerAnew();
    String id = taken(post(post, "report-1"));

    assertThat(taken(post(sign("nonce-0002", BODY), "report-1"))).isEqualTo(id);
  }

  @Test
  void equalTextsSignedTwiceUnderTwoKeysAreTwoReports() {
    assertThat(taken(post(sign("nonce-0001", BODY), "report-1")))
        .isNotEqualTo(taken(post(sign("nonce-0002", BODY), "report-2")));
  }

  @Test
  void aNonceUsedTwiceForTwoTextsLosesNeither() {
    assertThat(taken(post(sign("nonce-0001", BODY), "report-1")))
        .isNotEqualTo(taken(post(sign("nonce-0001", BODY + " "), "report-2")));
  }
}
