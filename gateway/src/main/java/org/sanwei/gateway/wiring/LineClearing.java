package org.sanwei.gateway.wiring;

import java.time.Instant;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;

/**
 * Takes an envelope off its line once the receipt for it is booked, and only the envelope whose
 * digest the officer signed for. Nothing else but {@link ProposalClearing} and {@link
 * LineTakingOff} takes anything off a line: accounts of the broker may look and not take.
 * Idempotent, like the book: a receipt that comes again finds nothing.
 */
final class LineClearing implements ReceiptBook {
  private final ReceiptBook book;
  private final ActiveMQServer server;

  LineClearing(ReceiptBook book, ActiveMQServer server) {
    this.book = book;
    this.server = server;
  }

  @Override
  public void record(
      ArrivalId id, String line, String officer, Instant receivedAt, String envelope) {
    book.record(id, line, officer, receivedAt, envelope);
    Queue queue =
        server.locateQueue(line.equals("spill") ? Addresses.SPILL : new Line(line).address());
    if (queue != null) {
      try {
        LineQueue.remove(server, queue, id, body -> Sm3.hex(body).equals(envelope));
      } catch (Exception e) {
        // The receipt is booked and says so again when it comes again: let it come again.
        throw new RegisterUnavailable(e);
      }
    }
  }
}
