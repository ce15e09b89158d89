package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/**
 * After a power cut some of what was remembered may be missing: nobody's replay may profit by it.
 */
class PowerCutTest extends SignedPosts {
  @Test
  void afterAPowerCutWhatWasSignedBeforeMustBeSignedAnew() throws Exception {
    Signed caught = sign("nonce-0001", BODY);
    Signed early = sign("nonce-0002", BODY);
    String id = taken(post(caught, "report-1"));

    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 0));

    assertThat(taken(post(caught, "report-2"))).as("it is still known").isEqualTo(id);
    assertForgotten(post(early, "report-3"));
    taken(post(sign("nonce-0003", BODY), "report-3"));
  }

  @Test
  void soItMustAfterOneMoreCrash() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));
    Signed early = sign("nonce-0002", BODY);
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 0));

    clock.passes(Duration.ofSeconds(40));
    Signed between = sign("nonce-0003", BODY);
    ground.rememberAnew(machine("another run", 40));

    assertForgotten(post(early, "report-2"));
    taken(post(between, "report-3"));
  }

  @Test
  void afterAnOrderlyStopNothingMustBeSignedAnew() throws Exception {
    Signed caught = sign("nonce-0001", BODY);
    String id = taken(post(caught, "report-1"));
    Signed early = sign("nonce-0002", BODY);

    ground.seen.close();
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 0));

    taken(post(early, "report-2"));
    assertThat(taken(post(caught, "report-3"))).isEqualTo(id);
  }

  @Test
  void anOrderlyStopSoonAfterAPowerCutHidesNothing() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));
    Signed early = sign("nonce-0002", BODY);
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 0));

    ground.seen.close();
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("a third run", 0));

    assertForgotten(post(early, "report-2"));
  }

  @Test
  void whatIsSaidOfTheLastRunAndCannotBeReadCountsAsAPowerCut() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));
    Signed early = sign("nonce-0002", BODY);
    Files.writeString(
        directory.resolve("posts").resolve("machine.properties"), "gapSecond=yesterday");

    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew();

    assertForgotten(post(early, "report-2"));
  }

  @Test
  void aClockThatIsWrongAfterAPowerCutAndSetRightChangesNothing() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));
    Signed early = sign("nonce-0002", BODY);

    for (int hours : new int[] {3, -3}) {
      clock.passes(Duration.ofSeconds(10).plusHours(hours));
      ground.rememberAnew(machine("another run by " + hours, 0));
      clock.passes(Duration.ofHours(-hours));

      assertForgotten(post(early, "report-2"));
      taken(post(sign("nonce-in-run-" + Math.abs(hours), BODY), "report-3"));
    }
  }

  @Test
  void aContainerThatCountsItsSecondsAnewKeepsNobodyAway() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));
    ground.rememberAnew(machine("another run", 5_000));

    clock.passes(Duration.ofSeconds(40));
    Signed early = sign("nonce-0002", BODY);
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 3));

    assertForgotten(post(early, "report-2"));
    taken(post(sign("nonce-0003", BODY), "report-3"));
  }

  @Test
  void withoutAKeyTheSameNonceSignedAnewIsTheSameArrival() throws Exception {
    String id = taken(post(sign("nonce-0001", BODY), null));
    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(machine("another run", 0));

    assertThat(taken(post(sign("nonce-0001", BODY), null))).isEqualTo(id);
  }

  private static Continuity.Machine machine(String run, long second) {
    return new Continuity.Machine(run, second, System.nanoTime());
  }

  private static void assertForgotten(ResponseEntity<?> answer) {
    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(answer.getBody()).asString().contains("signed-before-restart");
  }
}
