package org.sanwei.routes.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The identity of an arrival: HMAC-SM3 over the channel and the source's own identity for the
 * message (mailbox, UIDVALIDITY and UID; credential and Idempotency-Key), cut to 128 bits, as 32
 * lower-case hex digits. What a sender chooses (a Message-ID) never enters it. The same id again is
 * a duplicate.
 */
public record ArrivalId(@JsonValue String hex) {
  private static final int DIGITS = 32;

  @JsonCreator
  public ArrivalId {
    if (hex.length() != DIGITS || !lowerHex(hex)) {
      throw new IllegalArgumentException("an arrival id is 32 lower-case hex digits");
    }
  }

  private static boolean lowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return hex;
  }
}
