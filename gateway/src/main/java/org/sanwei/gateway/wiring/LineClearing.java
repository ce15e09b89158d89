package org.sanwei.gateway.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.flow.ReceiptBook;
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
      clear(queue, id, envelope);
    }
  }

  private static void clear(Queue queue, ArrivalId id, String envelope) {
    List<Long> receipted = new ArrayList<>();
    boolean others = false;
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      while (all.hasNext()) {
        MessageReference reference = all.next();
        if (id.hex().equals(reference.getMessage().getStringProperty(Addresses.ITEM))) {
          boolean signedFor = Sm3.hex(BrokerBody.whole(reference.getMessage())).equals(envelope);
          others |= !signedFor;
          if (signedFor) {
            receipted.add(reference.getMessageID());
          }
        }
      }
    }
    if (!receipted.isEmpty()) {
      remove(queue, id, receipted, others);
    }
  }

  private static void remove(Queue queue, ArrivalId id, List<Long> receipted, boolean others) {
    try {
      // What has just come lies in a list of its own until the queue's thread has moved it.
      queue.flushExecutor();
      if (others) {
        for (long message : receipted) {
          queue.deleteReference(message);
        }
      } else {
        // Reaches what is paged, too.
        queue.deleteMatchingReferences(
            FilterImpl.createFilter(Addresses.ITEM + " = '" + id.hex() + "'"));
      }
    } catch (Exception e) {
      throw new IllegalStateException("a receipted envelope does not leave its line", e);
    }
  }
}
