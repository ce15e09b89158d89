package org.sanwei.gateway.channel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.springframework.http.ResponseEntity;

/** What is remembered of posts, in files. */
class SeenPostsTest extends SignedPosts {
  @Test
  void aClockThatWasAheadDoesNotKeepOneFileOpen() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));

    clock.passes(Duration.ofDays(-1));
    taken(post(sign("nonce-0002", "{\"sender\":\"a\",\"text\":\"b\"}"), "report-2"));

    assertThat(files()).isEqualTo(2);
  }

  @Test
  void aRecordThatACrashCutOffIsLeftAlone() throws Exception {
    Signed caught = sign("nonce-0001", BODY);
    String id = taken(post(caught, "report-1"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("posts"))) {
      for (Path file : files) {
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
      }
    }

    ground.rememberAnew();

    assertThat(ground.seen.size()).isEqualTo(1);
    assertThat(taken(post(caught, "report-2"))).isEqualTo(id);
  }

  @Test
  void whatCanNoLongerBeReplayedIsForgotten() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));

    clock.passes(Duration.ofMinutes(30));
    taken(post(sign("nonce-0002", BODY), "report-2"));

    assertThat(ground.seen.size()).isEqualTo(1);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void nothingIsTakenThatCannotBeRemembered() throws Exception {
    Path posts = directory.resolve("posts");
    Path aside = directory.resolve("aside");
    Files.move(posts, aside);

    assertThat(post(sign("nonce-0001", BODY), "report-1").getStatusCode().value()).isEqualTo(503);

    assertThat(ground.broker.depth(Addresses.INTAKE)).isZero();
    Files.move(aside, posts);
  }

  @Test
  void nothingIsTakenOnceItIsClosed() throws Exception {
    ground.seen.close();

    assertThat(post(sign("nonce-0001", BODY), "report-1").getStatusCode().value()).isEqualTo(503);
  }

  @Test
  void anInterruptUnderOneWriterLosesNoneOfTheOthers() throws Exception {
    ArrivalId id = new ArrivalId("00112233445566778899aabbccddeeff");
    ground.seen.bind(genuine(1), id);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ground.seen.bind(genuine(2), id)).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();

    ground.seen.bind(genuine(3), id);
    ground.rememberAnew();
    assertThat(ground.seen.size()).isEqualTo(2);
  }

  @Test
  void nobodyIsTurnedAwayWhileTheNextFileIsBegun() {
    ArrivalId id = new ArrivalId("00112233445566778899aabbccddeeff");

    IntStream.range(0, 4_000)
        .parallel()
        .forEach(
            serial -> {
              if (serial % 200 == 0) {
                clock.passes(Duration.ofMinutes(6));
              }
              assertThatCode(() -> ground.seen.bind(genuine(serial), id))
                  .doesNotThrowAnyException();
            });
  }

  @Test
  void moreThanOneFileHoldsAreRememberedThoughTheyComeAllAtOnce() throws Exception {
    ground.seen = SeenPosts.open(directory.resolve("many"), clock, 100_000);
    ArrivalId id = new ArrivalId("00112233445566778899aabbccddeeff");
    int posts = 20_000;

    IntStream.range(0, posts)
        .parallel()
        .forEach(
            serial -> {
              try {
                ground.seen.bind(genuine(serial), id);
              } catch (IOException | SeenPosts.Full | SeenPosts.Forgotten e) {
                throw new IllegalStateException(e);
              }
            });

    SeenPosts anew = SeenPosts.open(directory.resolve("many"), clock, 100_000);
    assertThat(anew.size()).isEqualTo(posts);
  }

  @Test
  void moreThanCanBeRememberedWaitsAndRepeatsAreStillKnown() throws Exception {
    ground.seen.close();
    ground.seen = SeenPosts.open(directory.resolve("few"), clock, 1);
    Signed first = sign("nonce-0001", BODY);
    String id = taken(post(first, null));

    ResponseEntity<?> later = post(sign("nonce-0002", BODY), null);

    assertThat(later.getStatusCode().value()).isEqualTo(503);
    assertThat(later.getHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(taken(post(first, null))).isEqualTo(id);
    clock.passes(SeenPosts.KEPT.plusSeconds(2));
    taken(post(sign("nonce-0003", BODY), null));
  }

  private SignedPost.Checked.Genuine genuine(int serial) {
    ChannelConfig.Integrator drill = requireNonNull(config().integrators().get("drill"));
    return new SignedPost.Checked.Genuine(
        drill, "nonce", "digest", clock.instant(), "%032x".formatted(serial).repeat(2));
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("posts"))) {
      return files.filter(file -> file.toString().endsWith(".seen")).count();
    }
  }
}
