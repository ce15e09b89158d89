package org.sanwei.gateway.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.sanwei.crypto.RequestMac;
import org.sanwei.crypto.RunningDigest;

/** A source that posts: signs as the contract says, with HMAC-SM3 or HMAC-SHA256. */
record Integrator(URI gateway, String key, String secret, RequestMac mac, HttpClient http) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration LARGE_ANSWER = Duration.ofMinutes(2);

  /** The one that posts SMS, and faxes. */
  static Integrator provider(Office office, URI gateway) {
    return new Integrator(
        gateway, Office.PROVIDER, office.secret(Office.PROVIDER), RequestMac.HMAC_SM3, client());
  }

  /** The one that posts hotline and intranet messages. */
  static Integrator network(Office office, URI gateway) {
    return new Integrator(
        gateway, Office.NETWORK, office.secret(Office.NETWORK), RequestMac.HMAC_SHA256, client());
  }

  /** A message for the path {@code channel}; posted again it keeps key and body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Post(String channel, byte[] body, String idempotencyKey) {
    static Post of(String channel, Map<String, String> fields) {
      return new Post(
          channel, json(fields).getBytes(StandardCharsets.UTF_8), UUID.randomUUID().toString());
    }

    /** The body that says this. */
    static String json(Map<String, String> fields) {
      try {
        return JSON.writeValueAsString(fields);
      } catch (IOException e) {
        throw new IllegalStateException("a map of texts is JSON", e);
      }
    }
  }

  /**
   * What the gateway answered; the id is empty unless it took the message over, {@code retryAfter}
   * is zero unless it asked for a pause.
   */
  record Answer(int status, String id, String code, Duration retryAfter) {}

  /**
   * @throws IOException when it is unknown whether the gateway took the message over
   */
  Answer post(Post post) throws IOException {
    return post(post, Map.of());
  }

  /** The same, with headers beside that nobody asked for. */
  Answer post(Post post, Map<String, String> beside) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path(post))).timeout(ANSWER);
    headers(post).forEach(request::header);
    beside.forEach(request::header);
    request.POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
    return answer(request);
  }

  private Answer answer(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode answer = JSON.readTree(response.body());
      return new Answer(
          response.statusCode(),
          answer.path("id").asText(""),
          answer.path("code").asText(""),
          Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(0)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Posts what does not lie in memory: read once for its digest, and once to be sent.
   *
   * @throws IOException when it is unknown whether the gateway took the message over
   */
  Answer post(String channel, Supplier<InputStream> body, long sizeBytes) throws IOException {
    String path = "/api/v1/intake/" + channel;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path)).timeout(LARGE_ANSWER).expectContinue(true);
    headers(path, digest(body), UUID.randomUUID().toString()).forEach(request::header);
    request.POST(
        HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofInputStream(body), sizeBytes));
    return answer(request);
  }

  private String digest(Supplier<InputStream> body) throws IOException {
    RunningDigest digest = mac.running();
    byte[] step = new byte[1 << 16];
    try (InputStream in = body.get()) {
      for (int read = in.read(step); read >= 0; read = in.read(step)) {
        digest.update(step, 0, read);
      }
    }
    return digest.hex();
  }

  static String path(Post post) {
    return "/api/v1/intake/" + post.channel();
  }

  /** What a source says beside the body: who it is, and the proof, good for one try. */
  Map<String, String> headers(Post post) {
    return headers(path(post), mac.digestHex(post.body()), post.idempotencyKey());
  }

  private Map<String, String> headers(String path, String digest, String idempotencyKey) {
    String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String nonce = UUID.randomUUID().toString();
    String signed = String.join("\n", "POST", path, timestamp, nonce, digest);
    return Map.of(
        "Content-Type",
        "application/json",
        "X-Sanwei-Key",
        key,
        "X-Sanwei-Timestamp",
        timestamp,
        "X-Sanwei-Nonce",
        nonce,
        "X-Sanwei-Digest",
        digest,
        "X-Sanwei-Signature",
        mac.hex(secret.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8)),
        "Idempotency-Key",
        idempotencyKey);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
