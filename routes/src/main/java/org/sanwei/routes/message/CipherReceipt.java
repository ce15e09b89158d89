package org.sanwei.routes.message;

import java.time.Instant;

/**
 * An officer's word that an envelope was taken in: the id, the SM3 digest of the exact envelope,
 * the line it lay on and the time by the officer's clock. Travels signed by the officer and sealed
 * to the gateway.
 */
public record CipherReceipt(
    int version, ArrivalId id, String line, String envelope, Instant receivedAt) {

  /** Outcome word in the header of an officer's envelope to the gateway that bears a receipt. */
  public static final String OUTCOME = "RECEIPT";

  /** The payload version this code writes. */
  public static final int VERSION = 1;
}
