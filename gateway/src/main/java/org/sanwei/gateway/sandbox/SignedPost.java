package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * An integrator's side of {@code POST /api/v1/intake/…}: signs the request as the gateway's
 * contract says. Safe from any thread.
 */
public final class SignedPost {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int NONCE_BYTES = 16;

  private final URI gateway;
  private final IntegratorKey key;
  private final Clock clock;
  private final SecureRandom random;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param gateway scheme, host and port only, such as {@code http://127.0.0.1:8080}
   */
  public SignedPost(URI gateway, IntegratorKey key, Clock clock, SecureRandom random) {
    this.gateway = gateway;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Posts a body once, with a fresh nonce and timestamp; a repetition keeps the idempotency key.
   *
   * @param channel the last part of the path: sms, hotline, intranet or fax
   * @return the HTTP status; 202 means that it is durably taken
   * @throws IOException when it is unknown whether the gateway took it
   */
  public int post(String channel, byte[] body, String idempotencyKey)
      throws IOException, InterruptedException {
    String path = "/api/v1/intake/" + channel;
    String timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String nonce = nonce();
    String digest = sha256(body);
    String signed = String.join("\n", "POST", path, timestamp, nonce, digest);
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("X-Sanwei-Key", key.id())
            .header("X-Sanwei-Timestamp", timestamp)
            .header("X-Sanwei-Nonce", nonce)
            .header("X-Sanwei-Digest", digest)
            .header("X-Sanwei-Signature", key.hmac(signed.getBytes(StandardCharsets.UTF_8)))
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
