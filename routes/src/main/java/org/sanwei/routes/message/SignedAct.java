package org.sanwei.routes.message;

import org.jspecify.annotations.Nullable;

/**
 * The payload of an officer's envelope that bears an act: the exact bytes of the {@link CipherAct},
 * and, from a second officer, the first officer's own envelope to the gateway over the same bytes.
 * The envelope's signature is the officer's signature under the act.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SignedAct(int version, byte[] act, byte @Nullable [] first) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  /** Outcome word in the header of an officer's envelope to the gateway that bears an act. */
  public static final String OUTCOME = "ACT";

  @Override
  public String toString() {
    return "SignedAct[" + act.length + " bytes]";
  }
}
