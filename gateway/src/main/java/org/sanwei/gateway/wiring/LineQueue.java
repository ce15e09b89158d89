package org.sanwei.gateway.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;

/** Takes envelopes off a line from within the broker: no account has that right. */
final class LineQueue {
  private LineQueue() {}

  /** Removes those of an item's envelopes that the test names, and says how many they were. */
  static int remove(Queue queue, ArrivalId id, Predicate<byte[]> which) throws Exception {
    // What has just come lies in a list of its own until the queue's thread has moved it.
    queue.flushExecutor();
    List<Long> named = new ArrayList<>();
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      while (all.hasNext()) {
        MessageReference reference = all.next();
        if (id.hex().equals(reference.getMessage().getStringProperty(Addresses.ITEM))
            && which.test(BrokerBody.whole(reference.getMessage()))) {
          named.add(reference.getMessageID());
        }
      }
    }
    for (long message : named) {
      queue.deleteReference(message);
    }
    return named.size();
  }
}
