package org.sanwei.crypto.key;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * One slot of {@link ReplyKeys}, the size of a disk's sector: magic and version, the master's name
 * (8 bytes), the arrival's id (16), when it was kept (8, seconds since 1970, big-endian), then a
 * reply key of its own wrapped under the master (nonce 12, key 16, tag 16) and what is sealed under
 * that key (nonce 12, 403 bytes, tag 16). What stands before each sealed part is authenticated with
 * it. The plaintext is padded, so that a slot does not tell how long it is.
 */
final class ReplySlot {
  static final int SIZE_BYTES = 512;

  private static final byte[] MAGIC = {'S', 'W', 'R', 'K', 1};
  private static final int MASTER_SIZE_BYTES = 8;
  private static final int ID_SIZE_BYTES = 16;
  private static final int ID_AT = MAGIC.length + MASTER_SIZE_BYTES;
  private static final int TIME_AT = ID_AT + ID_SIZE_BYTES;
  private static final int KEY_NONCE_AT = TIME_AT + Long.BYTES;
  private static final int KEY_AT = KEY_NONCE_AT + Sm4Gcm.NONCE_SIZE_BYTES;
  private static final int KEY_TAG_AT = KEY_AT + Sm4Gcm.KEY_SIZE_BYTES;
  private static final int NONCE_AT = KEY_TAG_AT + Sm4Gcm.TAG_SIZE_BYTES;
  private static final int PLAIN_AT = NONCE_AT + Sm4Gcm.NONCE_SIZE_BYTES;
  private static final int TAG_AT = SIZE_BYTES - Sm4Gcm.TAG_SIZE_BYTES;
  private static final int PADDED_SIZE_BYTES = TAG_AT - PLAIN_AT;

  /** What fits a slot, after two bytes of length. */
  static final int MOST_PLAIN_BYTES = PADDED_SIZE_BYTES - Short.BYTES;

  private ReplySlot() {}

  /** The id that a slot is for and when it was kept; the sealed parts are not looked at. */
  record Head(String id, Instant keptAt, byte[] master) {}

  static byte[] write(MasterKey master, String id, Instant at, byte[] plain, SecureRandom random) {
    if (plain.length > MOST_PLAIN_BYTES) {
      throw new IllegalArgumentException("a slot holds at most " + MOST_PLAIN_BYTES + " bytes");
    }
    byte[] slot = new byte[SIZE_BYTES];
    byte[] key = random(random, Sm4Gcm.KEY_SIZE_BYTES);
    byte[] keyNonce = random(random, Sm4Gcm.NONCE_SIZE_BYTES);
    byte[] nonce = random(random, Sm4Gcm.NONCE_SIZE_BYTES);
    byte[] padded = new byte[PADDED_SIZE_BYTES];
    ByteBuffer.wrap(padded).putShort((short) plain.length).put(plain);
    ByteBuffer.wrap(slot)
        .put(MAGIC)
        .put(master.checkId())
        .put(HexFormat.of().parseHex(id))
        .putLong(at.getEpochSecond())
        .put(keyNonce);
    Sm4Gcm.sealWithNonce(master.replyWrappingKey(), keyNonce, slot, KEY_AT, key, slot, KEY_AT);
    ByteBuffer.wrap(slot).position(NONCE_AT).put(nonce);
    Sm4Gcm.sealWithNonce(key, nonce, slot, PLAIN_AT, padded, slot, PLAIN_AT);
    Arrays.fill(key, (byte) 0);
    Arrays.fill(padded, (byte) 0);
    return slot;
  }

  /** Empty for a slot that is free. */
  static Optional<Head> head(byte[] slot) {
    if (slot.length != SIZE_BYTES || !Arrays.equals(Arrays.copyOf(slot, MAGIC.length), MAGIC)) {
      return Optional.empty();
    }
    return Optional.of(
        new Head(
            HexFormat.of().formatHex(slot, ID_AT, TIME_AT),
            Instant.ofEpochSecond(ByteBuffer.wrap(slot).getLong(TIME_AT)),
            Arrays.copyOfRange(slot, MAGIC.length, ID_AT)));
  }

  /** Empty for a slot that a crash cut off, or that somebody changed. */
  static Optional<byte[]> open(MasterKey master, byte[] slot) {
    try {
      byte[] key =
          Sm4Gcm.open(
              master.replyWrappingKey(),
              Arrays.copyOfRange(slot, KEY_NONCE_AT, KEY_AT),
              slot,
              KEY_AT,
              slot,
              KEY_AT,
              Sm4Gcm.KEY_SIZE_BYTES,
              slot,
              KEY_TAG_AT);
      byte[] padded =
          Sm4Gcm.open(
              key,
              Arrays.copyOfRange(slot, NONCE_AT, PLAIN_AT),
              slot,
              PLAIN_AT,
              slot,
              PLAIN_AT,
              PADDED_SIZE_BYTES,
              slot,
              TAG_AT);
      Arrays.fill(key, (byte) 0);
      int length = ByteBuffer.wrap(padded).getShort();
      return length < 0 || length > MOST_PLAIN_BYTES
          ? Optional.empty()
          : Optional.of(Arrays.copyOfRange(padded, Short.BYTES, Short.BYTES + length));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  private static byte[] random(SecureRandom random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
