package org.sanwei.gateway.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.flow.ReceiptBook;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;

/**
 * Takes an envelope off its line once the receipt for it is booked, and only the envelope whose
 * digest the officer signed for. The one way by which anything leaves a line: accounts of the
 * broker may look and not take. Idempotent, like the book: a receipt that comes again finds
 * nothing.
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
        clear(queue, id, envelope);
      } catch (Exception e) {
        // The receipt is booked and says so again when it comes again: let it come again.
        throw new RegisterUnavailable(e);
      }
    }
  }

  private static void clear(Queue queue, ArrivalId id, String envelope) throws Exception {
    // What has just come lies in a list of its own until the queue's thread has moved it.
    queue.flushExecutor();
    List<Long> receipted = new ArrayList<>();
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      while (all.hasNext()) {
        MessageReference reference = all.next();
        if (id.hex().equals(reference.getMessage().getStringProperty(Addresses.ITEM))
            && Sm3.hex(BrokerBody.whole(reference.getMessage())).equals(envelope)) {
          receipted.add(reference.getMessageID());
        }
      }
    }
    for (long message : receipted) {
      queue.deleteReference(message);
    }
  }
}
