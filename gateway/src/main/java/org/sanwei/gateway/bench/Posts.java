package org.sanwei.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
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

/**
 * Signed posts of one body, each with a nonce of its own: each is another message. By the JDK's
 * lean client, which keeps as many connections as {@code http.maxConnections} says.
 */
final class Posts implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final URI to;
  private final String key;
  private final SecretKeySpec secret;
  private final byte[] body;
  private final String digest;
  private final Clock clock;
  private final AtomicLong nonces;

  Posts(URI to, IntakeRig rig, byte[] body, Clock clock) {
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
  public Integer call() throws IOException {
    String nonce = "bench-" + nonces.getAndIncrement();
    String timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String signed = String.join("\n", "POST", to.getPath(), timestamp, nonce, digest);
    HttpURLConnection post = (HttpURLConnection) to.toURL().openConnection();
    post.setRequestMethod("POST");
    post.setDoOutput(true);
    post.setFixedLengthStreamingMode(body.length);
    post.setReadTimeout(PATIENCE_MILLIS);
    post.setRequestProperty("Content-Type", "application/json");
    post.setRequestProperty("X-Sanwei-Key", key);
    post.setRequestProperty("X-Sanwei-Timestamp", timestamp);
    post.setRequestProperty("X-Sanwei-Nonce", nonce);
    post.setRequestProperty("X-Sanwei-Signature", mac(signed));
    try (OutputStream out = post.getOutputStream()) {
      out.write(body);
    }
    int status = post.getResponseCode();
    if (status != 202) {
      throw new IOException("a post was answered with HTTP " + status);
    }
    // Read to its end, the connection is kept for the next.
    try (InputStream answer = post.getInputStream()) {
      answer.readAllBytes();
    }
    return status;
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
