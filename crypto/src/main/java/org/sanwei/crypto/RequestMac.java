package org.sanwei.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The message authentication codes that integrators sign posts with: HMAC (RFC 2104) over SM3 (GB/T
 * 32905) or SHA-256. Pure; compares in constant time.
 */
public enum RequestMac {
  HMAC_SM3 {
    @Override
    byte[] mac(byte[] key, byte[] data) {
      HMac mac = new HMac(new SM3Digest());
      mac.init(new KeyParameter(key));
      mac.update(data, 0, data.length);
      byte[] out = new byte[mac.getMacSize()];
      mac.doFinal(out, 0);
      return out;
    }

    @Override
    public String digestHex(byte[] data) {
      return Sm3.hex(data);
    }

    @Override
    public RunningDigest running() {
      return Sm3.running();
    }
  },
  HMAC_SHA256 {
    @Override
    byte[] mac(byte[] key, byte[] data) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has HmacSHA256", e);
      }
    }

    @Override
    public String digestHex(byte[] data) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    @Override
    public RunningDigest running() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return new RunningDigest() {
          @Override
          public void update(byte[] bytes, int offset, int sizeBytes) {
            digest.update(bytes, offset, sizeBytes);
          }

          @Override
          public String hex() {
            return HexFormat.of().formatHex(digest.digest());
          }
        };
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  };

  abstract byte[] mac(byte[] key, byte[] data);

  /** The digest of a body as it enters the signed text: lower-case hex, by the same hash. */
  public abstract String digestHex(byte[] data);

  /** The same digest of a body that comes in pieces. */
  public abstract RunningDigest running();

  /** The code in lower-case hex. */
  public String hex(byte[] key, byte[] data) {
    return HexFormat.of().formatHex(mac(key, data));
  }

  /**
   * True when {@code claimed} is the code, in hex of either case; takes the same time either way.
   */
  public boolean matches(byte[] key, byte[] data, String claimed) {
    byte[] expected = mac(key, data);
    byte[] given;
    try {
      given = HexFormat.of().parseHex(claimed);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return MessageDigest.isEqual(expected, given);
  }
}
