package org.sanwei.gateway.channel;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.crypto.RequestMac;
import org.sanwei.crypto.Sm3;

/**
 * A post as an integrator signed it (DESIGN §5): a MAC over method, path, timestamp, nonce and body
 * digest joined by newlines. Header values of {@code null} are missing ones. Pure: the clock is an
 * argument.
 */
public record SignedPost(
    String method,
    String path,
    @Nullable String key,
    @Nullable String timestamp,
    @Nullable String nonce,
    @Nullable String signature,
    byte[] body) {

  /** How far the integrator's clock may be from ours. */
  public static final Duration MAX_SKEW = Duration.ofMinutes(5);

  /** The size of a fingerprint. */
  static final int FINGERPRINT_BYTES = Sm3.SIZE_BYTES;

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  /** What came of checking a post. */
  public sealed interface Checked {
    /**
     * Signed by this integrator; {@code bodyDigest} is part of the message's identity. {@code
     * fingerprint} is the same for the same signed bytes of the same integrator, whatever stands in
     * headers that nobody signed: {@link #FINGERPRINT_BYTES} bytes in lower-case hex.
     */
    record Genuine(
        ChannelConfig.Integrator integrator,
        String nonce,
        String bodyDigest,
        Instant signedAt,
        String fingerprint)
        implements Checked {}

    /** Not to be taken. {@code code} is stable; {@code fix} tells the integrator what to mend. */
    record Refused(int status, String code, String what, String fix) implements Checked {}
  }

  /** The answer to a key that is missing or nobody's: the same as to a wrong signature. */
  static Checked.Refused unknownKey() {
    return new Checked.Refused(
        401,
        "signature-wrong",
        "the signature does not fit this key, method, path, timestamp, nonce and body",
        "sign METHOD, PATH, timestamp, nonce and the hex digest of the body, joined by newlines");
  }

  /**
   * What is wrong with the headers' form, whoever's they are: asked before the key is looked up, so
   * that an answer about form tells nobody which keys there are.
   */
  Optional<Checked.Refused> malformed() {
    if (key == null || timestamp == null || nonce == null || signature == null) {
      return Optional.of(
          new Checked.Refused(
              401,
              "signature-missing",
              "one of X-Sanwei-Key, -Timestamp, -Nonce, -Signature is missing",
              "send all four headers"));
    }
    return NONCE.matcher(nonce).matches()
        ? Optional.empty()
        : Optional.of(
            new Checked.Refused(
                401,
                "nonce-malformed",
                "X-Sanwei-Nonce must match " + NONCE,
                "send a new random nonce"));
  }

  /** What can be checked before the body is there. Whose key it is, is asked last. */
  Optional<Checked.Refused> refusedUnread(
      Map<String, ChannelConfig.Integrator> integrators, Instant now) {
    Optional<Checked.Refused> malformed = malformed();
    if (malformed.isPresent()) {
      return malformed;
    }
    if (near(String.valueOf(timestamp), now).isEmpty()) {
      return Optional.of(stale(now));
    }
    return integrators.containsKey(String.valueOf(key))
        ? Optional.empty()
        : Optional.of(unknownKey());
  }

  /** By which digest the body enters the signed text. */
  static RequestMac macOf(ChannelConfig.@Nullable Integrator integrator) {
    return integrator == null || integrator.algorithm() == ChannelConfig.Algorithm.HMAC_SHA256
        ? RequestMac.HMAC_SHA256
        : RequestMac.HMAC_SM3;
  }

  /** Checks form, clock and signature, in an order that tells strangers nothing of the keys. */
  public Checked check(Map<String, ChannelConfig.Integrator> integrators, Instant now) {
    return check(integrators, now, mac -> mac.digestHex(body));
  }

  /** The same of a body that is not in memory, by its digest. */
  Checked check(
      Map<String, ChannelConfig.Integrator> integrators,
      Instant now,
      Function<RequestMac, String> digestOf) {
    Optional<Checked.Refused> malformed = malformed();
    if (malformed.isPresent()
        || key == null
        || timestamp == null
        || nonce == null
        || signature == null) {
      return malformed.orElseGet(SignedPost::unknownKey);
    }
    ChannelConfig.Integrator integrator = integrators.get(key);
    RequestMac mac = macOf(integrator);
    String digest = digestOf.apply(mac);
    byte[] signed =
        String.join("\n", method, path, timestamp, nonce, digest).getBytes(StandardCharsets.UTF_8);
    byte[] secret = integrator == null ? new byte[32] : integrator.secret().reveal();
    boolean matches = mac.matches(secret, signed, signature);
    if (integrator == null || !matches) {
      return unknownKey();
    }
    Optional<Instant> signedAt = near(timestamp, now);
    if (signedAt.isEmpty()) {
      return stale(now);
    }
    // Of what was signed, not of the signature's text: hex has two cases.
    String fingerprint =
        HexFormat.of()
            .formatHex(Sm3.of((integrator.name() + "\n").getBytes(StandardCharsets.UTF_8), signed));
    return new Checked.Genuine(integrator, nonce, digest, signedAt.get(), fingerprint);
  }

  private static Checked.Refused stale(Instant now) {
    return new Checked.Refused(
        401,
        "timestamp-stale",
        "X-Sanwei-Timestamp is no ISO-8601 instant within 5 minutes of " + now,
        "set the clock (NTP) and sign anew");
  }

  private static Optional<Instant> near(String timestamp, Instant now) {
    try {
      return Optional.of(Instant.parse(timestamp))
          .filter(at -> Duration.between(at, now).abs().compareTo(MAX_SKEW) <= 0);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "SignedPost[" + method + " " + path + ", " + body.length + " bytes]";
  }
}
