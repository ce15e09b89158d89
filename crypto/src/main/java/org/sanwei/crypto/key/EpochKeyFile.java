package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * An epoch key on disk, wrapped under the master: magic and version, the master's name (8 bytes),
 * epoch (16), start and end (8 each, seconds since 1970, big-endian), nonce (12), wrapped key (16),
 * tag (16). Everything before the wrapped key is authenticated.
 */
final class EpochKeyFile {
  static final String ENDING = ".key";

  private static final String DYING = ".dying";

  private static final byte[] MAGIC = {'S', 'W', 'E', 'K', 1};
  private static final int MASTER_SIZE_BYTES = 8;
  private static final int EPOCH_AT = MAGIC.length + MASTER_SIZE_BYTES;
  private static final int NONCE_AT = EPOCH_AT + EpochId.SIZE_BYTES + 2 * Long.BYTES;
  private static final int KEY_AT = NONCE_AT + Sm4Gcm.NONCE_SIZE_BYTES;
  private static final int TAG_AT = KEY_AT + Sm4Gcm.KEY_SIZE_BYTES;
  static final int SIZE_BYTES = TAG_AT + Sm4Gcm.TAG_SIZE_BYTES;

  private EpochKeyFile() {}

  static void write(Path directory, MasterKey master, EpochKey epoch, SecureRandom random)
      throws IOException {
    byte[] key = epoch.key().orElseThrow();
    byte[] nonce = new byte[Sm4Gcm.NONCE_SIZE_BYTES];
    random.nextBytes(nonce);
    byte[] out = new byte[SIZE_BYTES];
    ByteBuffer.wrap(out)
        .put(MAGIC)
        .put(master.checkId())
        .put(epoch.id().bytes())
        .putLong(epoch.start().getEpochSecond())
        .putLong(epoch.end().getEpochSecond())
        .put(nonce);
    Sm4Gcm.sealWithNonce(master.wrappingKey(), nonce, out, KEY_AT, key, out, KEY_AT);
    Arrays.fill(key, (byte) 0);
    PrivateFile.replace(directory.resolve(epoch.id().hex() + ENDING), out);
  }

  static EpochKey read(Path file, MasterKey master) throws IOException {
    byte[] in = PrivateFile.read(file, SIZE_BYTES);
    if (in.length != SIZE_BYTES || !Arrays.equals(Arrays.copyOf(in, MAGIC.length), MAGIC)) {
      throw damaged(file);
    }
    byte[] wrappedUnder = Arrays.copyOfRange(in, MAGIC.length, EPOCH_AT);
    if (!Arrays.equals(wrappedUnder, master.checkId())) {
      throw new BadKeyFile(
          file,
          "this epoch key lies under master key "
              + HexFormat.of().formatHex(wrappedUnder)
              + ", but the master key given is "
              + master.name(),
          "give the master key file (or passphrase) that this data directory was made with");
    }
    EpochId id = EpochId.of(in, EPOCH_AT);
    if (!file.endsWith(id.hex() + ENDING)) {
      throw damaged(file);
    }
    ByteBuffer times = ByteBuffer.wrap(in, EPOCH_AT + EpochId.SIZE_BYTES, 2 * Long.BYTES);
    byte[] nonce = Arrays.copyOfRange(in, NONCE_AT, KEY_AT);
    try {
      byte[] key =
          Sm4Gcm.open(
              master.wrappingKey(),
              nonce,
              in,
              KEY_AT,
              in,
              KEY_AT,
              Sm4Gcm.KEY_SIZE_BYTES,
              in,
              TAG_AT);
      return new EpochKey(
          id, Instant.ofEpochSecond(times.getLong()), Instant.ofEpochSecond(times.getLong()), key);
    } catch (InvalidCipherTextException e) {
      throw damaged(file);
    }
  }

  /**
   * Destroys a key on disk; one that is not there is done already. Renamed first: a crash in the
   * middle leaves a file that says what it is, never a broken key.
   */
  static void destroy(Path directory, EpochId id, SecureRandom random) throws IOException {
    Path file = directory.resolve(id.hex() + ENDING);
    Path dying = directory.resolve(id.hex() + DYING);
    if (Files.exists(file)) {
      Files.move(file, dying, StandardCopyOption.ATOMIC_MOVE);
      PrivateFile.forceDirectory(directory);
    }
    if (Files.exists(dying)) {
      PrivateFile.wipe(dying, random);
    }
  }

  /** Whether a crash left this file: it was not whole yet, or its erasure had begun. */
  static boolean leftByACrash(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(PrivateFile.UNFINISHED) || name.endsWith(DYING);
  }

  private static BadKeyFile damaged(Path file) {
    return new BadKeyFile(
        file,
        "damaged: not an epoch key as it was written",
        "put the file back from a backup; without it, what waits under this epoch cannot be opened");
  }
}
