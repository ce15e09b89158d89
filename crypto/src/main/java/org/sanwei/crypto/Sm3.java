package org.sanwei.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The SM3 digest (GB/T 32905). Pure; safe from many threads. */
public final class Sm3 {
  /** What {@link #of} gives. */
  public static final int SIZE_BYTES = 32;

  private Sm3() {}

  public static byte[] of(byte[]... parts) {
    SM3Digest digest = new SM3Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[SIZE_BYTES];
    digest.doFinal(out, 0);
    return out;
  }

  /** Of what does not lie in memory at once. */
  public static RunningDigest running() {
    SM3Digest digest = new SM3Digest();
    return new RunningDigest() {
      @Override
      public void update(byte[] bytes, int offset, int sizeBytes) {
        digest.update(bytes, offset, sizeBytes);
      }

      @Override
      public String hex() {
        byte[] out = new byte[SIZE_BYTES];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
      }
    };
  }

  /** 64 lower-case hex digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }
}
