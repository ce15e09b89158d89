package org.sanwei.crypto.key;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Turns what a source calls a message into the message's id here. The same identity gives the same
 * id for good, and the id tells nothing of the identity to those without the key. Safe from many
 * threads.
 */
public final class IdentityKey {
  static final int SIZE_BYTES = 32;

  private static final int ID_SIZE_BYTES = 16;

  private final byte[] key;

  IdentityKey(byte[] key) {
    this.key = key;
  }

  /**
   * HMAC-SM3 over the fields, cut to 128 bits: 32 lower-case hex digits. Every field goes in with
   * its length and all its UTF-16 units, so no two lists of fields look alike. Throws
   * IllegalArgumentException if {@code sourceIdentity} is empty: an id of the channel alone would
   * make all its messages one.
   */
  public String arrivalId(String channel, String... sourceIdentity) {
    if (sourceIdentity.length == 0) {
      throw new IllegalArgumentException("an arrival's identity needs at least one field");
    }
    HMac mac = new HMac(new SM3Digest());
    mac.init(new KeyParameter(key));
    updateInt(mac, 1 + sourceIdentity.length);
    updateField(mac, channel);
    for (String field : sourceIdentity) {
      updateField(mac, field);
    }
    byte[] out = new byte[mac.getMacSize()];
    mac.doFinal(out, 0);
    return HexFormat.of().formatHex(Arrays.copyOf(out, ID_SIZE_BYTES));
  }

  private static void updateField(HMac mac, String field) {
    // UTF-16 and not UTF-8: an encoder turns lone surrogates into question marks, and two ids meet.
    ByteBuffer units = ByteBuffer.allocate(2 * field.length());
    units.asCharBuffer().put(field);
    updateInt(mac, field.length());
    mac.update(units.array(), 0, units.capacity());
  }

  private static void updateInt(HMac mac, int value) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array(), 0, Integer.BYTES);
  }

  @Override
  public String toString() {
    return "IdentityKey[redacted]";
  }
}
