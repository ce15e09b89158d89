package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.Secret;
import org.sanwei.crypto.RequestMac;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** What an integrator may ask of its own post, and nobody else. */
class IntakeStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final String ID = "00112233445566778899aabbccddeeff";
  private static final String PATH = "/api/v1/intake/" + ID;
  private static final byte[] OA = "a secret of the inner network".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SMS =
      "a secret of the text provider".getBytes(StandardCharsets.UTF_8);

  private PostStatus.Status status = new PostStatus.Status("2026-0412", NOW, List.of());
  private boolean databaseDown;

  @Test
  void thePosterIsToldThatItCameAndNothingOfWhatItIs() {
    ResponseEntity<?> answer = ask("oa", OA, "GET");

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(json(answer).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "state", "number", "receivedAt");
    assertThat(json(answer).path("state").asText()).isEqualTo("received");
  }

  @Test
  void whatIsMissingIsNamedAtOnce() {
    status =
        new PostStatus.Status(
            "2026-0412",
            NOW,
            List.of(Defect.of(Defect.Kind.PAGES_MISSING, 2, 5), Defect.of(Defect.Kind.ENCRYPTED)));

    JsonNode answer = json(ask("oa", OA, "GET"));

    assertThat(answer.path("state").asText()).isEqualTo("resend");
    assertThat(answer.path("missing").toString())
        .isEqualTo(
            "[{\"defect\":\"PAGES_MISSING\",\"have\":2,\"of\":5,\"words\":\"页数不全（收2页，共5页）\"},"
                + "{\"defect\":\"ENCRYPTED\",\"words\":\"附件加密\"}]");
  }

  @Test
  void anotherKeyGetsTheAnswerThatThereIsNoSuchThing() {
    ResponseEntity<?> answer = ask("city-sms", SMS, "GET");

    assertThat(answer.getStatusCode().value()).isEqualTo(404);
    assertThat(json(answer).path("code").asText()).isEqualTo("unknown-id");
  }

  @Test
  void aWrongSecretAndAPostsSignatureAreRefused() {
    assertThat(ask("oa", SMS, "GET").getStatusCode().value()).isEqualTo(401);
    assertThat(ask("oa", OA, "POST").getStatusCode().value()).isEqualTo(401);
    assertThat(ask("nobody", OA, "GET").getStatusCode().value()).isEqualTo(401);
  }

  @Test
  void withTheDatabaseDownItIsToAskLater() {
    databaseDown = true;

    ResponseEntity<?> answer = ask("oa", OA, "GET");

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("5");
  }

  private ResponseEntity<?> ask(String key, byte[] secret, String signedMethod) {
    RequestMac mac = RequestMac.HMAC_SM3;
    String text =
        String.join(
            "\n", signedMethod, PATH, NOW.toString(), "nonce-12345", mac.digestHex(new byte[0]));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
    request.addHeader("X-Sanwei-Key", key);
    request.addHeader("X-Sanwei-Timestamp", NOW.toString());
    request.addHeader("X-Sanwei-Nonce", "nonce-12345");
    request.addHeader("X-Sanwei-Signature", mac.hex(secret, text.getBytes(StandardCharsets.UTF_8)));
    return new IntakeStatusController(
            Map.of("oa", integrator("oa", OA), "city-sms", integrator("city-sms", SMS)),
            new Posts(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .status(ID, request);
  }

  private static ChannelConfig.Integrator integrator(String name, byte[] secret) {
    return new ChannelConfig.Integrator(name, ChannelConfig.Algorithm.HMAC_SM3, new Secret(secret));
  }

  private static JsonNode json(ResponseEntity<?> answer) {
    JsonNode body =
        new ObjectMapper().registerModule(new JavaTimeModule()).valueToTree(answer.getBody());
    return body.has("code")
        ? body
        : body.path("properties").isObject() ? body.path("properties") : body;
  }

  private final class Posts implements PostStatus {
    @Override
    public void posted(String channel, ArrivalId id, String integrator, Instant at) {}

    @Override
    public Optional<Status> of(ArrivalId id, String integrator) {
      if (databaseDown) {
        throw new Unavailable(new IllegalStateException("down"));
      }
      return integrator.equals("oa") ? Optional.of(status) : Optional.empty();
    }
  }
}
