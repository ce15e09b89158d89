package org.sanwei.gateway.channel;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
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
 * digest joined by newlines. Header values of {@code null} are missing ones. {@code digest} is that
 * of the body, said beforehand: with it everything but the body itself can be checked while none of
 * it is there. The clock is an argument. Safe from many threads.
 */
public record SignedPost(
    String method,
    String path,
    @Nullable String key,
    @Nullable String timestamp,
    @Nullable String nonce,
    @Nullable String signature,
    @Nullable String digest,
    byte[] body) {

  /** How far the integrator's clock may be from ours. */
  public static final Duration MAX_SKEW = Duration.ofMinutes(5);

  /** The size of a fingerprint. */
  static final int FINGERPRINT_BYTES = Sm3.SIZE_BYTES;

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  /** SM3 and SHA-256 are of one size. */
  private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");

  private record Stamp(String text, Instant at) {}

  /** In a rush most posts bear the same second, and to parse one costs more than to check a MAC. */
  private static volatile Stamp lastParsed = new Stamp("", Instant.EPOCH);

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

  /** The same headers over the body that came. */
  SignedPost with(byte[] whole) {
    return new SignedPost(method, path, key, timestamp, nonce, signature, digest, whole);
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
    if (!NONCE.matcher(nonce).matches()) {
      return Optional.of(
          new Checked.Refused(
              401,
              "nonce-malformed",
              "X-Sanwei-Nonce must match " + NONCE,
              "send a new random nonce"));
    }
    return digest == null || DIGEST.matcher(digest).matches()
        ? Optional.empty()
        : Optional.of(
            new Checked.Refused(
                400,
                "digest-malformed",
                "X-Sanwei-Digest must match " + DIGEST,
                "send the hex digest of the body that is the last line of the signed text"));
  }

  /** The answer to a body that is not read into memory, and of which nothing is said beforehand. */
  static Checked.Refused digestMissing(long aboveBytes) {
    return new Checked.Refused(
        428,
        "digest-missing",
        "a body above " + aboveBytes + " bytes is taken only with the header X-Sanwei-Digest",
        "send the hex digest of the body that is the last line of the signed text in"
            + " X-Sanwei-Digest");
  }

  /** The answer to another body than the one that was signed. */
  static Checked.Refused digestWrong() {
    return new Checked.Refused(
        400,
        "digest-wrong",
        "the body that came is not the one of X-Sanwei-Digest; nothing of it was stored",
        "read the body once for its digest and once to send it, unchanged");
  }

  /** What the sender says the body's digest is, in lower case as it was signed. */
  Optional<String> saidBefore() {
    return Optional.ofNullable(digest).map(said -> said.toLowerCase(Locale.ROOT));
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

  /**
   * The same while the body is not there, by what was said of it. Whoever goes on must compare the
   * digest of what comes with {@link Checked.Genuine#bodyDigest}.
   *
   * @param said what {@link #saidBefore} gave
   */
  Checked checkUnread(Map<String, ChannelConfig.Integrator> integrators, Instant now, String said) {
    return check(integrators, now, mac -> said);
  }

  private Checked check(
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
    String ofBody = digestOf.apply(mac);
    byte[] signed =
        String.join("\n", method, path, timestamp, nonce, ofBody).getBytes(StandardCharsets.UTF_8);
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
    return new Checked.Genuine(integrator, nonce, ofBody, signedAt.get(), fingerprint);
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
      return Optional.of(parsed(timestamp))
          .filter(at -> Duration.between(at, now).abs().compareTo(MAX_SKEW) <= 0);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Instant parsed(String timestamp) {
    Stamp known = lastParsed;
    if (known.text().equals(timestamp)) {
      return known.at();
    }
    Instant at = Instant.parse(timestamp);
    lastParsed = new Stamp(timestamp, at);
    return at;
  }

  @Override
  public String toString() {
    return "SignedPost[" + method + " " + path + ", " + body.length + " bytes]";
  }
}
