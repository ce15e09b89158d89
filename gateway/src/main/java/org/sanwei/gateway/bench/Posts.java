package org.sanwei.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed posts of one body, each with a nonce of its own: each is another message. */
final class Posts implements Callable<Integer> {
  private static final String ALGORITHM = "HmacSHA256";

  private final HttpClient http;
  private final URI to;
  private final String key;
  private final SecretKeySpec secret;
  private final byte[] body;
  private final String digest;
  private final Clock clock;
  private final AtomicLong nonces;

  Posts(HttpClient http, URI to, IntakeRig rig, byte[] body, Clock clock) {
    this.http = http;
    this.to = to;
    this.key = rig.key();
    this.secret = new SecretKeySpec(rig.secret(), ALGORITHM);
    this.body = body.clone();
    this.clock = clock;
    // Of another run on the same files the nonces must be others.
    this.nonces = new AtomicLong(clock.millis() << 20);
    try {
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A hotline's post of about so many bytes. */
  static byte[] body(int bytes) {
    StringBuilder text = new StringBuilder("{\"caller\":\"13800000000\",\"text\":\"");
    while (text.length() < bytes / 3 + 20) {
      text.append("河西镇降雨，路灯不亮，无险情。");
    }
    return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String nonce = "bench-" + nonces.getAndIncrement();
    String timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String signed = String.join("\n", "POST", to.getPath(), timestamp, nonce, digest);
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .header("X-Sanwei-Key", key)
            .header("X-Sanwei-Timestamp", timestamp)
            .header("X-Sanwei-Nonce", nonce)
            .header("X-Sanwei-Signature", mac(signed))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 202) {
      throw new IOException("a post was answered with HTTP " + answer.statusCode());
    }
    return answer.statusCode();
  }

  private String mac(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
