package org.sanwei.routes.flow;

import java.time.Instant;
import org.sanwei.routes.message.ArrivalId;

/** The port to where officers' receipts are booked; idempotent, one database transaction a call. */
@FunctionalInterface
public interface ReceiptBook {
  /**
   * Books a receipt whose signature was verified, of an officer of {@code line}. It counts for an
   * item of that line only.
   *
   * @throws RegisterUnavailable when the database does not answer; repeat
   */
  void record(ArrivalId id, String line, String officer, Instant receivedAt, String envelope);
}
