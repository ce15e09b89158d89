package org.sanwei.crypto.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.SealContext;

/**
 * Form 1 on the wire (docs/ENVELOPE.md): magic, version, epoch, nonce, purpose and id with their
 * lengths, then ciphertext and tag. Everything before the ciphertext is authenticated.
 */
final class EpochEnvelope {
  private static final byte[] MAGIC = {'S', 'W', 'E', 'P', 1};
  private static final int EPOCH_AT = MAGIC.length;
  private static final int NONCE_AT = EPOCH_AT + EpochId.SIZE_BYTES;
  private static final int CONTEXT_AT = NONCE_AT + Sm4Gcm.NONCE_SIZE_BYTES;

  private EpochEnvelope() {}

  static byte[] seal(EpochId epoch, byte[] key, byte[] nonce, SealContext context, byte[] plain) {
    byte[] purpose = context.purpose().getBytes(StandardCharsets.US_ASCII);
    byte[] id = context.id().getBytes(StandardCharsets.US_ASCII);
    int headerSizeBytes = CONTEXT_AT + 2 + purpose.length + id.length;
    int sizeBytes = Math.addExact(headerSizeBytes + Sm4Gcm.TAG_SIZE_BYTES, plain.length);
    byte[] out = new byte[sizeBytes];
    ByteBuffer.wrap(out)
        .put(MAGIC)
        .put(epoch.bytes())
        .put(nonce)
        .put((byte) purpose.length)
        .put(purpose)
        .put((byte) id.length)
        .put(id);
    Sm4Gcm.sealWithNonce(key, nonce, out, headerSizeBytes, plain, out, headerSizeBytes);
    return out;
  }

  static Optional<EpochId> epochOf(byte[] sealed) {
    return magicMismatch(sealed) < 0 && sealed.length >= NONCE_AT
        ? Optional.of(EpochId.of(sealed, EPOCH_AT))
        : Optional.empty();
  }

  /** Whether the header says this purpose; nothing is decrypted. Allocates nothing. */
  static boolean saysPurpose(byte[] sealed, String purpose) {
    if (magicMismatch(sealed) >= 0
        || sealed.length <= CONTEXT_AT + purpose.length()
        || sealed[CONTEXT_AT] != purpose.length()) {
      return false;
    }
    for (int i = 0; i < purpose.length(); i++) {
      if (sealed[CONTEXT_AT + 1 + i] != purpose.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The key is looked up in {@code ring}, which gives a copy or null. */
  static Opened open(byte[] sealed, KeyLookup ring) {
    int mismatch = magicMismatch(sealed);
    if (mismatch >= 0) {
      return new Opened.Malformed(mismatch, "the magic bytes of an epoch envelope, version 1");
    }
    if (sealed.length < CONTEXT_AT) {
      return new Opened.Malformed(sealed.length, "an epoch id and a nonce");
    }
    ByteBuffer in = ByteBuffer.wrap(sealed).position(CONTEXT_AT);
    Optional<String> purpose = field(in);
    if (purpose.isEmpty()) {
      return new Opened.Malformed(CONTEXT_AT, "a purpose with its length");
    }
    int idAt = in.position();
    Optional<String> id = field(in);
    if (id.isEmpty()) {
      return new Opened.Malformed(idAt, "an id with its length");
    }
    Optional<SealContext> context = context(purpose.get(), id.get());
    if (context.isEmpty()) {
      return new Opened.Malformed(CONTEXT_AT, "a purpose and an id of the allowed shapes");
    }
    if (in.remaining() < Sm4Gcm.TAG_SIZE_BYTES) {
      return new Opened.Malformed(in.position(), "a tag of 16 bytes");
    }
    EpochId epoch = EpochId.of(sealed, EPOCH_AT);
    return ring.key(epoch)
        .map(key -> decrypt(sealed, in.position(), epoch, key, context.get()))
        .orElseGet(() -> new Opened.NotForUs(epoch.hex()));
  }

  private static Opened decrypt(
      byte[] sealed, int bodyAt, EpochId epoch, byte[] key, SealContext context) {
    byte[] nonce = new byte[Sm4Gcm.NONCE_SIZE_BYTES];
    System.arraycopy(sealed, NONCE_AT, nonce, 0, nonce.length);
    int tagAt = sealed.length - Sm4Gcm.TAG_SIZE_BYTES;
    try {
      byte[] body =
          Sm4Gcm.open(key, nonce, sealed, bodyAt, sealed, bodyAt, tagAt - bodyAt, sealed, tagAt);
      return new Opened.Message(context, body);
    } catch (InvalidCipherTextException e) {
      return new Opened.Forged(epoch.hex());
    }
  }

  private static Optional<String> field(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return Optional.empty();
    }
    int sizeBytes = in.get() & 0xff;
    if (sizeBytes > in.remaining()) {
      return Optional.empty();
    }
    byte[] field = new byte[sizeBytes];
    in.get(field);
    return Optional.of(new String(field, StandardCharsets.US_ASCII));
  }

  private static Optional<SealContext> context(String purpose, String id) {
    try {
      return Optional.of(new SealContext(purpose, id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first offset at which the magic bytes do not stand, or -1. */
  private static int magicMismatch(byte[] sealed) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= sealed.length || sealed[i] != MAGIC[i]) {
        return i;
      }
    }
    return -1;
  }

  /** Where the keys are. */
  interface KeyLookup {
    Optional<byte[]> key(EpochId epoch);
  }
}
