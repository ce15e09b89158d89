package org.sanwei.crypto.key;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4 in Galois/counter mode with a 128-bit tag. The nonce is an argument here and nowhere above:
 * using one twice under a key gives both messages away. Costs about 12 KB of garbage a message (key
 * schedule and multiplication table) beside the result: a cipher kept for each thread would keep
 * key material where erasing cannot reach it. About 70 MB/s on one core.
 */
public final class Sm4Gcm {
  public static final int KEY_SIZE_BYTES = 16;
  public static final int NONCE_SIZE_BYTES = 12;
  public static final int TAG_SIZE_BYTES = 16;

  private Sm4Gcm() {}

  /**
   * Writes ciphertext and tag into {@code out} from {@code outOffset}; {@code aad} is what {@code
   * aadSizeBytes} of it, from its beginning, hold, and may be {@code out} itself.
   */
  public static void sealWithNonce(
      byte[] key,
      byte[] nonce,
      byte[] aad,
      int aadSizeBytes,
      byte[] plain,
      byte[] out,
      int outOffset) {
    GCMModeCipher gcm = cipher(true, key, nonce);
    gcm.processAADBytes(aad, 0, aadSizeBytes);
    int done = gcm.processBytes(plain, 0, plain.length, out, outOffset);
    try {
      gcm.doFinal(out, outOffset + done);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("encryption cannot fail on a tag", e);
    }
  }

  /**
   * Opens the {@code sizeBytes} of {@code sealed} from {@code offset}, whose 16-byte tag lies in
   * {@code tag} from {@code tagOffset}. Nothing of the plaintext comes out unless the tag fits.
   */
  public static byte[] open(
      byte[] key,
      byte[] nonce,
      byte[] aad,
      int aadSizeBytes,
      byte[] sealed,
      int offset,
      int sizeBytes,
      byte[] tag,
      int tagOffset)
      throws InvalidCipherTextException {
    GCMModeCipher gcm = cipher(false, key, nonce);
    gcm.processAADBytes(aad, 0, aadSizeBytes);
    byte[] plain = new byte[sizeBytes];
    int done = gcm.processBytes(sealed, offset, sizeBytes, plain, 0);
    done += gcm.processBytes(tag, tagOffset, TAG_SIZE_BYTES, plain, done);
    gcm.doFinal(plain, done);
    return plain;
  }

  private static GCMModeCipher cipher(boolean seal, byte[] key, byte[] nonce) {
    GCMModeCipher gcm = GCMBlockCipher.newInstance(new SM4Engine());
    gcm.init(seal, new AEADParameters(new KeyParameter(key), 8 * TAG_SIZE_BYTES, nonce));
    return gcm;
  }
}
