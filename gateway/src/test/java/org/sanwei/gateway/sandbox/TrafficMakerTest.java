package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;

class TrafficMakerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] SECRET =
      "thirty-two bytes of a drill key.".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SEED = 20261122L;

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<String> texted = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final HttpServer gateway = gateway();
  private final SandboxMail mail = SandboxMail.start("drill", 0, 0);
  private final AtomicInteger prunings = new AtomicInteger();
  private final TrafficMaker traffic =
      new TrafficMaker(
          new SignedPost(
              URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
              new IntegratorKey("sandbox", SECRET),
              Clock.systemUTC(),
              new SecureRandom()),
          new FaxMail(mail.smtpPort(), mail.address(), Clock.systemUTC()),
          null,
          (from, text) -> texted.add(from + " " + text),
          null,
          SEED,
          Clock.systemUTC(),
          ZoneId.of("Asia/Shanghai"),
          prunings::incrementAndGet);

  private record Taken(String path, String idempotencyKey, JsonNode body) {}

  @AfterEach
  void close() {
    traffic.close();
    gateway.stop(0);
    mail.close();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyChannelGetsSignedMessagesThatTheGatewayCanCheck() {
    for (int i = 0; i < 60; i++) {
      traffic.sendOne();
    }

    assertThat(taken)
        .extracting(Taken::path)
        .contains(
            "/api/v1/intake/sms",
            "/api/v1/intake/hotline",
            "/api/v1/intake/intranet",
            "/api/v1/intake/fax");
    assertThat(mail.inInbox()).isPositive();
    TrafficMaker.Tally tally = traffic.tally();
    assertThat(tally.taken()).isEqualTo(60);
    assertThat(tally.refused() + tally.givenUp()).isZero();
    assertThat(texted).isNotEmpty().allSatisfy(text -> assertThat(text).contains("演练"));
    assertThat(mail.inInbox() + texted.size() + taken.size())
        .isEqualTo((int) (tally.taken() + tally.twice()));
    assertThat(tally.byKind()).containsKeys(Kind.values());
    assertThat(prunings).hasPositiveValue();
  }

  @Test
  void theBodiesHaveTheFieldsOfTheContractAndSayThatTheyAreADrill() {
    for (int i = 0; i < 40; i++) {
      traffic.sendOne();
    }

    for (Taken message : taken) {
      String channel = message.path.substring("/api/v1/intake/".length());
      Set<String> fields = new HashSet<>();
      message.body.fieldNames().forEachRemaining(fields::add);
      assertThat(fields)
          .as(channel)
          .containsExactlyInAnyOrderElementsOf(
              switch (channel) {
                case "sms" -> List.of("sender", "text", "sentAt");
                case "hotline" -> List.of("caseId", "version", "caller", "subject", "text");
                case "intranet" -> List.of("sender", "unit", "subject", "text", "attachments");
                default -> List.of("sender", "subject", "pages", "attachments");
              });
      assertThat(message.body.toString()).contains("演练");
    }
  }

  @Test
  void whatIsNotAnsweredIsSentAgainUnderTheSameKey() {
    unavailable.set(1);

    traffic.sendOne();

    assertThat(taken).hasSize(1);
    assertThat(unavailable).hasValue(0);
    assertThat(traffic.tally().taken()).isEqualTo(1);
    assertThat(traffic.tally().givenUp()).isZero();
  }

  @Test
  void theRateCanBeRaisedAndPaused() throws Exception {
    assertThat(traffic.perMinute()).isZero();

    traffic.setPerMinute(3_000);
    await("twenty messages").atMost(PATIENCE).until(() -> traffic.tally().taken() >= 20);
    traffic.setPerMinute(0);

    assertThat(traffic.perMinute()).isZero();
    await("the last ones in flight are in").atMost(PATIENCE).until(this::nothingNewForAWhile);
  }

  private boolean nothingNewForAWhile() throws InterruptedException {
    long before = traffic.tally().taken();
    Thread.sleep(500);
    return traffic.tally().taken() == before;
  }

  private HttpServer gateway() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.createContext("/api/v1/intake/", this::take);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      check(exchange, body);
      taken.add(
          new Taken(
              exchange.getRequestURI().getPath(),
              header(exchange, "Idempotency-Key"),
              JSON.readTree(body)));
      exchange.sendResponseHeaders(202, -1);
    } catch (Exception e) {
      faults.add(e.toString());
    }
  }

  /** By the contract's words, not by the client's code. */
  private void check(HttpExchange exchange, byte[] body) throws Exception {
    String timestamp = header(exchange, "X-Sanwei-Timestamp");
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    String signed =
        exchange.getRequestMethod()
            + "\n"
            + exchange.getRequestURI().getPath()
            + "\n"
            + timestamp
            + "\n"
            + header(exchange, "X-Sanwei-Nonce")
            + "\n"
            + digest;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    byte[] given = HexFormat.of().parseHex(header(exchange, "X-Sanwei-Signature"));
    Duration age = Duration.between(Instant.parse(timestamp), Instant.now());
    if (!Arrays.equals(expected, given)
        || !header(exchange, "X-Sanwei-Key").equals("sandbox")
        || !header(exchange, "Content-Type").equals("application/json")
        || age.abs().compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalStateException("bad signature on " + exchange.getRequestURI());
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }
}
