package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.RequestMac;
import org.sanwei.gateway.web.Refusals;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.queue.Addresses;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a post is answered on the wire. */
class IntakeServletTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
  private static final String PATH = "/api/v1/intake/fax";
  private static final String BODY = "{\"text\":\"演练：河水上涨\"}";

  private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Room room = Room.ofHeap(1 << 28);
  private IntakeGround ground;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    ground = new IntakeGround(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    ground.close();
  }

  @Test
  void anAcceptedPostIsAnsweredWithItsId() throws Exception {
    MockHttpServletResponse answer = serve(signed());

    assertThat(answer.getStatus()).isEqualTo(202);
    assertThat(answer.getContentType()).isEqualTo("application/json");
    assertThat(json.readTree(answer.getContentAsByteArray()).path("id").asText()).hasSize(32);
    assertThat(answer.getContentLength()).isEqualTo(answer.getContentAsByteArray().length);
    await().until(() -> ground.broker.depth(Addresses.INTAKE) == 1);
  }

  @Test
  void aRefusalIsAProblemWithItsCodeAndItsMend() throws Exception {
    MockHttpServletRequest unsigned = new MockHttpServletRequest("POST", PATH);
    unsigned.setServletPath(PATH);

    MockHttpServletResponse answer = serve(unsigned);

    JsonNode problem = json.readTree(answer.getContentAsByteArray());
    assertThat(answer.getStatus()).isEqualTo(401);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(problem.path("code").asText()).isEqualTo("signature-missing");
    assertThat(problem.path("fix").asText()).isEqualTo("send all four headers");
    assertThat(problem.path("status").asInt()).isEqualTo(401);
    assertThat(problem.path("instance").asText()).isEqualTo(PATH);
  }

  @Test
  void whatIsToComeLaterSaysWhen() throws Exception {
    try (Room.Place all = room.tryTake(1 << 28).orElseThrow()) {
      MockHttpServletResponse answer = serve(signed());

      assertThat(answer.getStatus()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void nothingButAPostIsTaken(String method) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, PATH);
    request.setServletPath(PATH);

    MockHttpServletResponse answer = serve(request);

    assertThat(answer.getStatus()).isEqualTo(405);
    assertThat(answer.getHeader("Allow")).isEqualTo("POST");
  }

  @Test
  void aDefectOfOursTellsNothingOfThePost() throws Exception {
    MockHttpServletRequest post =
        signed(
            new MockHttpServletRequest("POST", PATH) {
              @Override
              public ServletInputStream getInputStream() {
                throw new IllegalStateException("河水上涨");
              }
            });
    ListAppender<ILoggingEvent> written = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(Refusals.class);
    written.start();
    log.addAppender(written);

    MockHttpServletResponse answer = serve(post);

    log.detachAppender(written);
    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(json.readTree(answer.getContentAsByteArray()).path("code").asText())
        .isEqualTo("internal");
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).doesNotContain("河水");
    assertThat(written.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage())
                  .contains("IllegalStateException", "IntakeServletTest")
                  .doesNotContain("河水");
              assertThat(event.getThrowableProxy()).isNull();
            });
  }

  private MockHttpServletResponse serve(MockHttpServletRequest request) throws Exception {
    IntakeController intake =
        new IntakeController(
            Channels.config(Map.of("fax-post", Channels.posts("fax-post", ChannelKind.FAX))),
            ground.intake(),
            ground.large(bytes -> true, 0),
            ground.seen,
            room,
            clock);
    MockHttpServletResponse response = new MockHttpServletResponse();
    new IntakeServlet(intake, json).service(request, response);
    return response;
  }

  private static MockHttpServletRequest signed() {
    return signed(new MockHttpServletRequest("POST", PATH));
  }

  private static MockHttpServletRequest signed(MockHttpServletRequest request) {
    RequestMac mac = RequestMac.HMAC_SHA256;
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    String text =
        String.join("\n", "POST", PATH, NOW.toString(), "nonce-0001", mac.digestHex(body));
    request.setServletPath(PATH);
    request.addHeader("X-Sanwei-Key", "oa");
    request.addHeader("X-Sanwei-Timestamp", NOW.toString());
    request.addHeader("X-Sanwei-Nonce", "nonce-0001");
    request.addHeader(
        "X-Sanwei-Signature",
        mac.hex(
            Channels.SECRET.getBytes(StandardCharsets.UTF_8),
            text.getBytes(StandardCharsets.UTF_8)));
    request.setContent(body);
    return request;
  }
}
