package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The secret from which a gateway derives its working keys (HKDF-SM3), one for each purpose. It
 * lies in a file outside the data directory, so that whoever copies the data has nothing. Its bytes
 * never leave this package. Immutable.
 */
public final class MasterKey {
  public static final int SIZE_BYTES = 32;

  /** The least a passphrase's salt may have. */
  public static final int SALT_SIZE_BYTES = 16;

  // 32 MB and about a third of a second on one core of 2020: N = 2^15, r = 8, p = 3.
  private static final int SCRYPT_COST = 1 << 15;
  private static final int SCRYPT_BLOCK = 8;
  private static final int SCRYPT_LANES = 3;

  private final byte[] secret;

  private MasterKey(byte[] secret) {
    this.secret = secret;
  }

  /** Makes a new key in a new file, mode 0600. Throws BadKeyFile if the file is there already. */
  public static MasterKey createFile(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[SIZE_BYTES];
    random.nextBytes(secret);
    try {
      PrivateFile.create(file, secret);
    } catch (FileAlreadyExistsException e) {
      throw new BadKeyFile(file, "a file is there already", "open it, or name another file");
    }
    return new MasterKey(secret);
  }

  /** Throws BadKeyFile if it is missing, readable by others, or not a master key. */
  public static MasterKey openFile(Path file) throws IOException {
    byte[] secret = PrivateFile.read(file, SIZE_BYTES);
    if (secret.length != SIZE_BYTES) {
      throw new BadKeyFile(
          file,
          "a master key has " + SIZE_BYTES + " bytes, this file has " + secret.length,
          "put the file back from its copy; a new key cannot open what the old one sealed");
    }
    return new MasterKey(secret);
  }

  /**
   * The key that belongs to a passphrase (scrypt over its UTF-8 bytes). Takes about a third of a
   * second and 32 MB. The caller keeps the salt and wipes the passphrase.
   */
  public static MasterKey fromPassphrase(char[] passphrase, byte[] salt) {
    if (passphrase.length == 0 || salt.length < SALT_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a passphrase is not empty and its salt has at least " + SALT_SIZE_BYTES + " bytes");
    }
    byte[] bytes = utf8(passphrase);
    try {
      return new MasterKey(
          SCrypt.generate(bytes, salt, SCRYPT_COST, SCRYPT_BLOCK, SCRYPT_LANES, SIZE_BYTES));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Without a String in between, which nothing could wipe. */
  private static byte[] utf8(char[] passphrase) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    encoded.put(new byte[encoded.capacity()]);
    return bytes;
  }

  /** The key that turns a source's identity into an arrival's id. */
  public IdentityKey identityKey() {
    return new IdentityKey(derive("arrival identity/1", IdentityKey.SIZE_BYTES));
  }

  /** The SM4 key that wraps epoch keys. */
  byte[] wrappingKey() {
    return derive("wrap epoch keys/1", Sm4Gcm.KEY_SIZE_BYTES);
  }

  /** The SM4 key that wraps the keys of return addresses. */
  byte[] replyWrappingKey() {
    return derive("wrap reply keys/1", Sm4Gcm.KEY_SIZE_BYTES);
  }

  /** Names this key without telling anything of it: files say under which master they lie. */
  byte[] checkId() {
    return derive("name of the master key/1", 8);
  }

  /** For reports and error texts: 16 hex digits. */
  public String name() {
    return HexFormat.of().formatHex(checkId());
  }

  private byte[] derive(String purpose, int sizeBytes) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SM3Digest());
    byte[] info = ("sanwei " + purpose).getBytes(StandardCharsets.US_ASCII);
    hkdf.init(new HKDFParameters(secret, null, info));
    byte[] out = new byte[sizeBytes];
    hkdf.generateBytes(out, 0, sizeBytes);
    return out;
  }

  @Override
  public String toString() {
    return "MasterKey[redacted]";
  }
}
