package org.sanwei.routes.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The identity of an arrival: HMAC-SM3 over the channel and the source's own identity for the
 * message (mailbox, UIDVALIDITY and UID; credential and Idempotency-Key), cut to 128 bits, as 32
 * lower-case hex digits. What a sender chooses (a Message-ID) never enters it. The same id again is
 * a duplicate.
 */
public record ArrivalId(@JsonValue String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

  @JsonCreator
  public ArrivalId {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("an arrival id is 32 lower-case hex digits");
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
