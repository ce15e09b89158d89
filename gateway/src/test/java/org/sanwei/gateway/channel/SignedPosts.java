package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.crypto.RequestMac;
import org.sanwei.gateway.TestClock;
import org.sanwei.routes.guard.Room;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** Posts that are signed and taken, on a ground of each test's own. */
abstract class SignedPosts {
  private static final byte[] SECRET =
      "a secret that two parties share".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "/api/v1/intake/sms";
  static final String BODY = "{\"sender\":\"13900000001\",\"text\":\"演练：河水上涨\"}";

  final TestClock clock = new TestClock(Instant.parse("2026-11-22T06:00:00Z"));
  Path directory;
  IntakeGround ground;

  @BeforeEach
  void start(@TempDir Path fresh) throws IOException {
    directory = fresh;
    ground = new IntakeGround(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    ground.close();
  }

  record Signed(String timestamp, String nonce, String signature, String body) {
    Signed inCapitals() {
      return new Signed(timestamp, nonce, signature.toUpperCase(java.util.Locale.ROOT), body);
    }
  }

  Signed sign(String nonce, String body) {
    RequestMac mac = RequestMac.HMAC_SM3;
    String timestamp = clock.instant().toString();
    String digest = mac.digestHex(body.getBytes(StandardCharsets.UTF_8));
    String text = String.join("\n", "POST", PATH, timestamp, nonce, digest);
    return new Signed(
        timestamp, nonce, mac.hex(SECRET, text.getBytes(StandardCharsets.UTF_8)), body);
  }

  ResponseEntity<?> post(Signed signed, @Nullable String idempotencyKey) {
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

  static String taken(ResponseEntity<?> answer) {
    assertThat(answer.getStatusCode().value()).isEqualTo(202);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
    assertThat(answer.getBody()).isInstanceOf(byte[].class);
    try {
      return new ObjectMapper().readTree((byte[]) answer.getBody()).path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GatewayConfig config() {
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
