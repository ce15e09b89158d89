package org.sanwei.gateway.channel.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Integrator;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.RequestMac;

/**
 * Signed posts: the test asks our own port whether it answers; a probe is a post to it, signed with
 * the key of the channel's first integrator.
 */
final class PostWay implements Way {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NONCE_BYTES = 16;

  private final ChannelKind kind;
  private final Integrator integrator;
  private final OwnPort port;
  private final Clock clock;
  private final SecureRandom random;

  PostWay(ChannelKind kind, Integrator integrator, OwnPort port, Clock clock, SecureRandom random) {
    this.kind = kind;
    this.integrator = integrator;
    this.port = port;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Checked check() {
    try {
      HttpURLConnection question = port.open("/api/v1/intake/" + word());
      question.setRequestMethod("OPTIONS");
      int status = status(question);
      return status == 404 || status >= 500
          ? new Checked.Bad("port-wrong", port.where(), Integer.toString(status))
          : new Checked.Good("port-answers", port.where());
    } catch (IOException e) {
      return Failures.of(e, port.where());
    }
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    byte[] body = json(probe);
    try {
      int status = post(body);
      return status == 202 ? new Fed.Sent() : new Fed.Failed("http-" + status);
    } catch (IOException e) {
      return new Fed.Failed(Failures.code(e));
    }
  }

  /** The body that integrators send. */
  static byte[] json(ProbeMessage probe) {
    try {
      return JSON.writeValueAsBytes(
          new TreeMap<>(
              Map.of(
                  "sender",
                  ProbeMessage.SENDER,
                  "subject",
                  probe.subject(),
                  "text",
                  probe.text())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON");
    }
  }

  private int post(byte[] body) throws IOException {
    String path = "/api/v1/intake/" + word();
    String timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    RequestMac mac =
        integrator.algorithm() == ChannelConfig.Algorithm.HMAC_SHA256
            ? RequestMac.HMAC_SHA256
            : RequestMac.HMAC_SM3;
    String digest = mac.digestHex(body);
    String signed = String.join("\n", "POST", path, timestamp, nonce, digest);
    HttpURLConnection connection = port.open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("X-Sanwei-Key", integrator.name());
    connection.setRequestProperty("X-Sanwei-Timestamp", timestamp);
    connection.setRequestProperty("X-Sanwei-Nonce", nonce);
    connection.setRequestProperty("X-Sanwei-Digest", digest);
    connection.setRequestProperty(
        "X-Sanwei-Signature",
        mac.hex(integrator.secret().reveal(), signed.getBytes(StandardCharsets.UTF_8)));
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return status(connection);
  }

  private static int status(HttpURLConnection connection) throws IOException {
    try {
      int status = connection.getResponseCode();
      try (InputStream answer =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        if (answer != null) {
          answer.readNBytes(4096);
        }
      }
      return status;
    } finally {
      connection.disconnect();
    }
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
