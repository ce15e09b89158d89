package org.sanwei.config.policy;

import java.nio.charset.StandardCharsets;

/**
 * A password or shared key, read from a file that gateway.yaml names. Never prints itself;
 * searching for {@code reveal} lists everybody who sees one.
 */
public final class Secret {
  private final byte[] bytes;

  public Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the bytes, as in the file without its last line break. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The bytes as UTF-8 text. */
  public String revealText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
