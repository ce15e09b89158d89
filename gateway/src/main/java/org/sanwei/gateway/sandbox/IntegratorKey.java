package org.sanwei.gateway.sandbox;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an integrator got from the gateway: a name and an HMAC-SHA256 secret. */
public final class IntegratorKey {
  private final String id;
  private final byte[] secret;

  /**
   * @param secret copied; 16 bytes at least
   */
  public IntegratorKey(String id, byte[] secret) {
    if (secret.length < 16) {
      throw new IllegalArgumentException("an integrator's secret has 16 bytes at least");
    }
    this.id = id;
    this.secret = Arrays.copyOf(secret, secret.length);
  }

  public String id() {
    return id;
  }

  /** The secret as the password of the broker's account. */
  String passcode() {
    return new String(secret, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Lower-case hex over the UTF-8 bytes given. */
  String hmac(byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "IntegratorKey[" + id + ", redacted]";
  }
}
