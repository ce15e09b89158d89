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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.wiring.RunningBroker;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.ArrivalSeal;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.message.TimeOrderedIds;
import org.sanwei.routes.queue.Addresses;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** A post too large for the heap: what is checked before, while and after it comes in. */
class LargePostTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PATH = "/api/v1/intake/fax";
  private static final int SMALL = 1 << 20;
  private static final int LIMIT = 4 << 20;

  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final byte[] body = new byte[(2 << 20) + 5];
  private final Room room = Room.ofHeap(1 << 28);
  private RunningBroker broker;
  private MasterKey master;
  private EpochKeys epochs;
  private SeenPosts seen;
  private LargeIntake large;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    new Random(5).nextBytes(body);
    broker = RunningBroker.start(directory, RunningBroker.noGuard());
    master = MasterKey.createFile(directory.resolve("master.key"), RANDOM);
    epochs =
        EpochKeys.open(directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, RANDOM);
    seen = SeenPosts.open(directory.resolve("posts"), clock);
    large = new LargeIntake(seal(), epochs, broker.queue(), RANDOM, LIMIT);
  }

  @AfterEach
  void stop() throws Exception {
    seen.close();
    broker.close();
  }

  @Test
  void isTakenInPiecesUnderItsId() throws Exception {
    String id = taken(post("fax", signed(body), body, "k1"));

    assertThat(id).hasSize(32);
    await().until(() -> broker.depth(Addresses.PIECE) == 18);
    await().until(() -> broker.depth(Addresses.INTAKE) == 1);
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
  void aWrongSignatureLeavesNothing() throws Exception {
    byte[] other = body.clone();
    other[body.length - 1]++;

    assertThat(status(post("fax", signed(other), body, "k1"))).isEqualTo(401);

    assertNothingIsThere();
  }

  @Test
  void whatCanBeRefusedBeforeItIsReadIsRefusedBefore() throws Exception {
    Map<String, String> stranger = signed(body, "nobody", clock.instant());
    Map<String, String> stale = signed(body, "oa", clock.instant().minusSeconds(301));

    for (Map<String, String> headers : List.of(stranger, stale)) {
      Trickle untouched = new Trickle(headers, body, Duration.ZERO);
      assertThat(status(take("fax", untouched))).isEqualTo(401);
      assertThat(untouched.reads).isZero();
    }
    Trickle hotline = new Trickle(signed(body), body, Duration.ZERO);
    assertThat(status(take("hotline", hotline))).as("its case is in its body").isEqualTo(413);
    assertThat(hotline.reads).isZero();
    assertThat(status(post("fax", signed(body), new byte[LIMIT + 1], "k1"))).isEqualTo(413);
    assertNothingIsThere();
  }

  @Test
  void whileAnotherOneComesInItIsToldToComeLater() throws Exception {
    try (LargeIntake.Taking other = large.tryBegin().orElseThrow()) {
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
  void aConnectionLostHalfWayLeavesNothing() throws Exception {
    Trickle cut = new Trickle(signed(body), body, Duration.ZERO);
    cut.endsAt = SMALL + 1;

    assertThatThrownBy(() -> take("fax", cut)).isInstanceOf(IOException.class);

    assertNothingIsThere();
    assertThat(taken(post("fax", signed(body), body, "k1"))).hasSize(32);
  }

  @Test
  void withTheBrokerAwayItIsToldToComeLater() throws Exception {
    broker.server().stop();

    assertThat(status(post("fax", signed(body), body, "k1"))).isEqualTo(503);
  }

  private void assertNothingIsThere() {
    for (String queue : List.of(Addresses.PIECE, Addresses.INTAKE, Addresses.LEDGER)) {
      assertThat(broker.depth(queue)).as(queue).isZero();
    }
  }

  private ArrivalSeal seal() {
    return new ArrivalSeal(
        "370900", master.identityKey(), new TimeOrderedIds(clock, RANDOM), RANDOM);
  }

  private Map<String, String> signed(byte[] what) {
    return signed(what, "oa", clock.instant());
  }

  private static Map<String, String> signed(byte[] what, String key, Instant at) {
    RequestMac mac = RequestMac.HMAC_SHA256;
    String text = String.join("\n", "POST", PATH, at.toString(), "nonce-0001", mac.digestHex(what));
    byte[] secret = Channels.SECRET.getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "X-Sanwei-Key",
        key,
        "X-Sanwei-Timestamp",
        at.toString(),
        "X-Sanwei-Nonce",
        "nonce-0001",
        "X-Sanwei-Signature",
        mac.hex(secret, text.getBytes(StandardCharsets.UTF_8)));
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
    Intake intake = new Intake(seal(), epochs, broker.queue());
    return new IntakeController(
            Channels.config(Map.of("fax-post", Channels.posts("fax-post", ChannelKind.FAX))),
            intake,
            large,
            seen,
            room,
            clock)
        .take(kind, request);
  }

  private static int status(ResponseEntity<?> answer) {
    return answer.getStatusCode().value();
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
          clock.passes(between);
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
