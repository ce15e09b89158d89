package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.RequestMac;
import org.sanwei.gateway.TestClock;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.queue.Addresses;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** A post too large for the heap: what is checked before, while and after it comes in. */
class LargePostTest {
  private static final String PATH = "/api/v1/intake/fax";
  private static final int SMALL = 1 << 20;
  private static final int LIMIT = 4 << 20;

  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final byte[] body = new byte[(2 << 20) + 5];
  private final Room room = Room.ofHeap(1 << 28);
  private boolean full;
  private IntakeGround ground;
  private LargeIntake large;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    new Random(5).nextBytes(body);
    ground = new IntakeGround(directory, clock);
    large = ground.large(bytes -> !full && ground.broker.disk().takes(bytes), LIMIT);
  }

  @AfterEach
  void stop() throws Exception {
    ground.close();
  }

  @Test
  void isTakenInPiecesUnderItsId() throws Exception {
    String id = taken(post("fax", signed(body), body, "k1"));

    assertThat(id).hasSize(32);
    await().until(() -> ground.broker.depth(Addresses.PIECE) == 18);
    await().until(() -> ground.broker.depth(Addresses.INTAKE) == 1);
  }

  @Test
  void theSameAgainIsTheSameArrivalWhateverItsUnsignedHeadersSay() throws Exception {
    Map<String, String> caught = signed(body);
    String id = taken(post("fax", caught, body, "k1"));

    assertThat(taken(post("fax", caught, body, "k2"))).isEqualTo(id);

    // Whoever lets it trickle in finds it known still when its time is over.
    clock.passes(Duration.ofMinutes(4));
    Trickle slow = new Trickle(caught, body, Duration.ofMillis(280));
    assertThat(taken(take("fax", slow))).isEqualTo(id);
  }

  @Test
  void anotherBodyThanTheSignedOneLeavesNothing() throws Exception {
    byte[] other = body.clone();
    other[body.length - 1]++;

    ResponseEntity<?> answer = post("fax", signed(body), other, "k1");

    assertThat(status(answer)).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("digest-wrong");
    assertNothingIsThere();
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void nothingIsReadBeforeTheSignatureIsKnownToFit() throws Exception {
    Map<String, String> stranger = signed(body, "nobody", clock.instant());
    Map<String, String> stale = signed(body, "oa", clock.instant().minusSeconds(301));
    Map<String, String> forged = with(signed(body), "X-Sanwei-Signature", "00".repeat(32));
    Map<String, String> another = with(signed(body), "X-Sanwei-Digest", "00".repeat(32));
    Map<String, String> key = with(signed(body), "Idempotency-Key", "two words");
    Map<String, String> shape = with(signed(body), "X-Sanwei-Digest", "no digest");

    assertRefusedUnread("fax", stranger, 401, "signature-wrong");
    assertRefusedUnread("fax", stale, 401, "timestamp-stale");
    assertRefusedUnread("fax", forged, 401, "signature-wrong");
    assertRefusedUnread("fax", another, 401, "signature-wrong");
    assertRefusedUnread("fax", key, 400, "idempotency-key-malformed");
    assertRefusedUnread("fax", shape, 400, "digest-malformed");
    assertRefusedUnread("sms", signed("/api/v1/intake/sms", body), 403, "channel-not-yours");
    // A hotline's case is in its body.
    assertRefusedUnread("hotline", signed(body), 413, "body-too-large");
    assertThat(status(post("fax", signed(body), new byte[LIMIT + 1], "k1"))).isEqualTo(413);
    assertNothingIsThere();
  }

  @Test
  void aLargePostThatDoesNotSayItsDigestBeforeIsToldTo() throws Exception {
    Map<String, String> silent = new HashMap<>(signed(body));
    silent.remove("X-Sanwei-Digest");

    assertRefusedUnread("fax", silent, 428, "digest-missing");
  }

  @Test
  void aSmallPostMaySayItsDigestAndIsThenCheckedByItFirst() throws Exception {
    byte[] small = "{\"text\":\"rain\"}".getBytes(StandardCharsets.UTF_8);
    Trickle forged =
        new Trickle(with(signed(small), "X-Sanwei-Signature", "00"), small, Duration.ZERO);

    assertThat(taken(post("fax", signed(small), small, "k1"))).hasSize(32);
    assertThat(status(take("fax", forged))).isEqualTo(401);
    assertThat(forged.reads).isZero();
    assertThat(code(post("fax", signed(small), "{}".getBytes(StandardCharsets.UTF_8), "k1")))
        .isEqualTo("digest-wrong");
  }

  @Test
  void afterAPowerCutOneThatMustBeSignedAnewIsNotReadInVain() throws Exception {
    byte[] small = "{\"text\":\"rain\"}".getBytes(StandardCharsets.UTF_8);
    taken(post("fax", signed(small), small, "k1"));
    Map<String, String> early = signed(body);

    clock.passes(Duration.ofSeconds(40));
    ground.rememberAnew(new Continuity.Machine("another run", 0, System.nanoTime()));

    assertRefusedUnread("fax", early, 503, "signed-before-restart");
    assertThat(taken(post("fax", signed(body), body, "k2"))).hasSize(32);
  }

  @Test
  void whileAnotherOneComesInItIsToldToComeLater() throws Exception {
    try (LargeIntake.Taking other = large.tryBegin(-1).orElseThrow()) {
      assertThat(other.sizeBytes()).isZero();
      ResponseEntity<?> later = post("fax", signed(body), body, "k1");
      assertThat(status(later)).isEqualTo(503);
      assertThat(later.getHeaders().getFirst("Retry-After")).isNotNull();
    }
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void whoTricklesIsShownOutAndNothingOfItStays() throws Exception {
    Trickle slow = new Trickle(signed(body), body, Duration.ofSeconds(1));

    assertThat(status(take("fax", slow))).isEqualTo(408);

    assertNothingIsThere();
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void whatCameFastDoesNotBuyALongPause() throws Exception {
    Trickle pausing = new Trickle(signed(body), body, Duration.ZERO);
    pausing.pausesAt = 20;

    assertThat(status(take("fax", pausing))).isEqualTo(408);

    assertNothingIsThere();
  }

  @Test
  void aConnectionLostHalfWayLeavesNothing() throws Exception {
    Trickle cut = new Trickle(signed(body), body, Duration.ZERO);
    cut.endsAt = SMALL + 1;

    assertThatThrownBy(() -> take("fax", cut)).isInstanceOf(IOException.class);

    assertNothingIsThere();
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void withTheDiskFullItIsToldToComeLater() throws Exception {
    full = true;
    Trickle untouched = new Trickle(signed(body), body, Duration.ZERO);

    ResponseEntity<?> later = take("fax", untouched);

    assertThat(status(later)).isEqualTo(503);
    assertThat(code(later)).isEqualTo("disk-unavailable");
    assertThat(later.getHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(untouched.reads).isZero();
    assertNothingIsThere();
    full = false;
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void theBrokersDiskDoesNotTakeMoreThanThereIs() {
    assertThat(ground.broker.disk().takes(1)).isTrue();
    assertThat(ground.broker.disk().takes(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void withTheBrokerAwayItIsToldToComeLater() throws Exception {
    ground.broker.server().stop();

    assertThat(status(post("fax", signed(body), body, "k1"))).isEqualTo(503);
  }

  private void assertNothingIsThere() {
    for (String queue : List.of(Addresses.PIECE, Addresses.INTAKE, Addresses.LEDGER)) {
      assertThat(ground.broker.depth(queue)).as(queue).isZero();
    }
  }

  private void assertRefusedUnread(
      String kind, Map<String, String> headers, int status, String code) throws IOException {
    Trickle untouched = new Trickle(headers, body, Duration.ZERO);
    untouched.setRequestURI("/api/v1/intake/" + (kind.equals("sms") ? "sms" : "fax"));
    ResponseEntity<?> answer = take(kind, untouched);
    assertThat(status(answer)).as(code).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(untouched.reads).as(code).isZero();
  }

  private Map<String, String> signed(byte[] what) {
    return signed(what, "oa", clock.instant());
  }

  private Map<String, String> signed(String path, byte[] what) {
    return signed(path, what, "oa", clock.instant());
  }

  private static Map<String, String> signed(byte[] what, String key, Instant at) {
    return signed(PATH, what, key, at);
  }

  private static Map<String, String> signed(String path, byte[] what, String key, Instant at) {
    RequestMac mac = RequestMac.HMAC_SHA256;
    String digest = mac.digestHex(what);
    String text = String.join("\n", "POST", path, at.toString(), "nonce-0001", digest);
    byte[] secret = Channels.SECRET.getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "X-Sanwei-Key",
        key,
        "X-Sanwei-Timestamp",
        at.toString(),
        "X-Sanwei-Nonce",
        "nonce-0001",
        "X-Sanwei-Digest",
        digest,
        "X-Sanwei-Signature",
        mac.hex(secret, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> other = new HashMap<>(headers);
    other.put(name, value);
    return other;
  }

  private ResponseEntity<?> post(
      String kind, Map<String, String> headers, byte[] what, @Nullable String key)
      throws IOException {
    Trickle request = new Trickle(headers, what, Duration.ZERO);
    if (key != null) {
      request.addHeader("Idempotency-Key", key);
    }
    return take(kind, request);
  }

  private ResponseEntity<?> take(String kind, MockHttpServletRequest request) throws IOException {
    return new IntakeController(
            Channels.config(Map.of("fax-post", Channels.posts("fax-post", ChannelKind.FAX))),
            ground.intake(),
            large,
            ground.seen,
            room,
            clock)
        .take(kind, request);
  }

  private static int status(ResponseEntity<?> answer) {
    return answer.getStatusCode().value();
  }

  private static String code(ResponseEntity<?> answer) {
    return String.valueOf(((ProblemDetail) answer.getBody()).getProperties().get("code"));
  }

  private static String taken(ResponseEntity<?> answer) throws IOException {
    assertThat(status(answer)).isEqualTo(202);
    return new ObjectMapper().readTree((byte[]) answer.getBody()).path("id").asText();
  }

  /** A body that comes 64 KB at a time, with a pause before each. */
  private final class Trickle extends MockHttpServletRequest {
    private final byte[] what;
    private final Duration between;
    private int reads;
    private int pausesAt;
    private int endsAt;

    Trickle(Map<String, String> headers, byte[] what, Duration between) {
      super("POST", PATH);
      headers.forEach(this::addHeader);
      this.what = what;
      this.between = between;
      this.endsAt = what.length;
    }

    @Override
    public long getContentLengthLong() {
      return what.length;
    }

    @Override
    public ServletInputStream getInputStream() {
      InputStream in = new ByteArrayInputStream(what, 0, endsAt);
      return new ServletInputStream() {
        @Override
        public int read() throws IOException {
          return in.read();
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
          reads++;
          clock.passes(reads == pausesAt ? Duration.ofSeconds(11) : between);
          return in.read(into, at, most);
        }

        @Override
        public boolean isFinished() {
          return false;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}
      };
    }
  }
}
