package org.sanwei.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed posts of one body, each with a nonce of its own: each is another message. Every thread has
 * a connection that it keeps.
 */
final class Posts implements Callable<Integer>, AutoCloseable {
  private static final String ALGORITHM = "HmacSHA256";

  private final URI to;
  private final String key;
  private final SecretKeySpec secret;
  private final byte[] body;
  private final String digest;
  private final Clock clock;
  private final AtomicLong nonces;
  private final ThreadLocal<KeptConnection> own = new ThreadLocal<>();
  private final Queue<KeptConnection> open = new ConcurrentLinkedQueue<>();

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
    int status = connection().exchange(request(timestamp, nonce, mac(signed)));
    if (status != 202) {
      throw new IOException("a post was answered with HTTP " + status);
    }
    return status;
  }

  private byte[] request(String timestamp, String nonce, String signature) {
    byte[] head =
        String.join(
                "\r\n",
                "POST " + to.getPath() + " HTTP/1.1",
                "Host: " + to.getAuthority(),
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "X-Sanwei-Key: " + key,
                "X-Sanwei-Timestamp: " + timestamp,
                "X-Sanwei-Nonce: " + nonce,
                "X-Sanwei-Signature: " + signature,
                "",
                "")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private KeptConnection connection() throws IOException {
    KeptConnection kept = own.get();
    if (kept == null) {
      kept = new KeptConnection(to);
      open.add(kept);
      own.set(kept);
    }
    return kept;
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

  /** Closes every thread's connection. */
  @Override
  public void close() throws IOException {
    for (KeptConnection each : open) {
      each.close();
    }
  }
}
