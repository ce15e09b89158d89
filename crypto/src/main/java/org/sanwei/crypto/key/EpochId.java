package org.sanwei.crypto.key;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names an epoch key: 16 random bytes as 32 lower-case hex digits, so that it tells no time. */
public record EpochId(String hex) {
  static final int SIZE_BYTES = 16;

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

  public EpochId {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("an epoch id is 32 lower-case hex digits");
    }
  }

  static EpochId of(byte[] from, int offset) {
    return new EpochId(HexFormat.of().formatHex(from, offset, offset + SIZE_BYTES));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
