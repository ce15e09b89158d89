package org.sanwei.gateway.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.BrokerBody;
import org.sanwei.routes.queue.BrokerPieces;
import org.sanwei.routes.queue.Settled;

/** Takes envelopes off a line from within the broker: no account has that right. */
final class LineQueue {
  private LineQueue() {}

  /**
   * Removes those of an item's envelopes that the test names, and says how many they were. The
   * pieces of a large body go before its envelope does: a crash in between leaves an envelope,
   * whose receipt comes again, and never pieces that nothing names.
   */
  static int remove(ActiveMQServer server, Queue queue, ArrivalId id, Predicate<byte[]> which)
      throws Exception {
    Settled.await(queue);
    Map<Long, Optional<String>> named = new LinkedHashMap<>();
    try (LinkedListIterator<MessageReference> all = queue.browserIterator()) {
      while (all.hasNext()) {
        Message message = all.next().getMessage();
        if (id.hex().equals(message.getStringProperty(Addresses.ITEM))
            && which.test(BrokerBody.whole(message))) {
          named.put(
              message.getMessageID(),
              Optional.ofNullable(message.getStringProperty(Addresses.BODY)));
        }
      }
    }
    BrokerPieces pieces = new BrokerPieces(server);
    for (Map.Entry<Long, Optional<String>> each : named.entrySet()) {
      each.getValue().ifPresent(pieces::remove);
      queue.deleteReference(each.getKey());
    }
    return named.size();
  }
}
