package org.sanwei.gateway.channel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.crypto.RequestMac;
import org.sanwei.gateway.TestClock;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** A signed post that somebody caught and sends again is never a second message. */
class ReplayTest {
  private static final byte[] SECRET =
      "a secret that two parties share".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "/api/v1/intake/sms";
  private static final String BODY = "{\"sender\":\"13900000001\",\"text\":\"演练：河水上涨\"}";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T06:00:00Z"));
  private Path directory;
  private IntakeGround ground;

  @BeforeEach
  void start(@TempDir Path fresh) throws IOException {
    directory = fresh;
    ground = new IntakeGround(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    ground.close();
  }

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
  void aClockThatWasAheadDoesNotKeepOneFileOpen() throws Exception {
    taken(post(sign("nonce-0001", BODY), "report-1"));

    clock.passes(Duration.ofDays(-1));
    taken(post(sign("nonce-0002", "{\"sender\":\"a\",\"text\":\"b\"}"), "report-2"));

    assertThat(files()).isEqualTo(2);
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

  private static Continuity.Machine machine(String run, long second) {
    return new Continuity.Machine(run, second, System.nanoTime());
  }

  private static void assertForgotten(ResponseEntity<?> answer) {
    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(answer.getBody()).asString().contains("signed-before-restart");
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

  private record Signed(String timestamp, String nonce, String signature, String body) {
    Signed inCapitals() {
      return new Signed(timestamp, nonce, signature.toUpperCase(java.util.Locale.ROOT), body);
    }
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

  private Signed sign(String nonce, String body) {
    RequestMac mac = RequestMac.HMAC_SM3;
    String timestamp = clock.instant().toString();
    String digest = mac.digestHex(body.getBytes(StandardCharsets.UTF_8));
    String text = String.join("\n", "POST", PATH, timestamp, nonce, digest);
    return new Signed(
        timestamp, nonce, mac.hex(SECRET, text.getBytes(StandardCharsets.UTF_8)), body);
  }

  private ResponseEntity<?> post(Signed signed, @Nullable String idempotencyKey) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", PATH);
    request.addHeader("X-Sanwei-Key", "drill");
    request.addHeader("X-Sanwei-Timestamp", signed.timestamp());
    request.addHeader("X-Sanwei-Nonce", signed.nonce());
    request.addHeader("X-Sanwei-Signature", signed.signature());
    if (idempotencyKey != null) {
      request.addHeader("Idempotency-Key", idempotencyKey);
    }
    request.setContent(signed.body().getBytes(StandardCharsets.UTF_8));
    try {
      return new IntakeController(
              config(),
              ground.intake(),
              ground.large(bytes -> true, 0),
              ground.seen,
              Room.ofHeap(1 << 28),
              clock)
          .take("sms", request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String taken(ResponseEntity<?> answer) {
    assertThat(answer.getStatusCode().value()).isEqualTo(202);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
    assertThat(answer.getBody()).isInstanceOf(byte[].class);
    try {
      return new ObjectMapper().readTree((byte[]) answer.getBody()).path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GatewayConfig config() {
    return new GatewayConfig(
        "370500",
        "值班室",
        ZoneId.of("Asia/Shanghai"),
        new GatewayConfig.Endpoint("127.0.0.1", 0),
        GatewayConfig.WebDoor.PLAIN,
        new GatewayConfig.Endpoint("127.0.0.1", 0),
        null,
        new GatewayConfig.Database.Embedded(),
        directory.resolve("master.key"),
        directory,
        Duration.ofMinutes(10),
        new GatewayConfig.Limits(100_000),
        Map.of(
            "sms",
            new ChannelConfig("sms", ChannelKind.SMS, new ChannelConfig.Http(Set.of("drill")))),
        Map.of(
            "drill",
            new ChannelConfig.Integrator(
                "drill", ChannelConfig.Algorithm.HMAC_SM3, new Secret(SECRET))),
        Map.of());
  }
}
