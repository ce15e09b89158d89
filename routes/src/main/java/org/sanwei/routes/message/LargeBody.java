package org.sanwei.routes.message;

import java.util.Arrays;
import java.util.Optional;

/**
 * Stands for a body that is too large for the heap (docs/ENVELOPE.md, form 4): its pieces lie
 * sealed on the broker under {@code key}, and this travels in its place. {@code mediaType}, {@code
 * sizeBytes} and {@code sm3} (hex) are the body's own; {@code body} (32 hex digits) names it beside
 * its {@code pieces}. {@code head} is what is known without the body: a mail's header lines, or a
 * {@link FaxFile} without its file. It holds the key, so it only ever exists sealed.
 */
public record LargeBody(
    int version,
    String mediaType,
    long sizeBytes,
    String sm3,
    String body,
    int pieces,
    byte[] key,
    byte[] head) {

  /** What an arrival or a dossier bears that holds one of these. */
  public static final String MEDIA_TYPE = "application/vnd.sanwei.large+cbor";

  /** The version this code writes. */
  public static final int VERSION = 1;

  /** The most that a head holds; the rest of a longer one is not looked at. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** As a body. */
  public byte[] encoded() {
    return Wire.encode(this);
  }

  /** What these bytes hold; empty for another media type, and for bytes that are none. */
  public static Optional<LargeBody> in(String type, byte[] bytes) {
    if (!type.equals(MEDIA_TYPE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Wire.decode(bytes, LargeBody.class));
    } catch (Wire.BadPayload e) {
      return Optional.empty();
    }
  }

  /** The beginning of a mail up to the line that ends its head, as far as it may go into one. */
  public static byte[] headOfMail(byte[] beginning, int sizeBytes) {
    int most = Math.min(sizeBytes, HEAD_BYTES);
    for (int i = 0; i + 1 < most; i++) {
      boolean bare = beginning[i] == '\n' && beginning[i + 1] == '\n';
      boolean full =
          i + 3 < most
              && beginning[i] == '\r'
              && beginning[i + 1] == '\n'
              && beginning[i + 2] == '\r'
              && beginning[i + 3] == '\n';
      if (bare || full) {
        return Arrays.copyOf(beginning, i + (bare ? 2 : 4));
      }
    }
    return Arrays.copyOf(beginning, most);
  }

  /** Its size, for whoever counts in ints. */
  int shownBytes() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, sizeBytes));
  }

  @Override
  public String toString() {
    return "LargeBody[" + sizeBytes + " bytes, " + pieces + " pieces]";
  }
}
