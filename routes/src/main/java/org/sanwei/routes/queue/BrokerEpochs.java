package org.sanwei.routes.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.crypto.key.EpochKeys;

/**
 * Counts the epochs of what waits on the embedded broker: ready, scheduled, being delivered, and
 * paged. A message can move between those while we look, so the distinct messages seen must be as
 * many as the queue counts, before and after; if not, the answer is "not certain".
 */
public final class BrokerEpochs implements EpochErasure.WaitingEpochs {
  /** Above this depth a look costs too much; keys then stay until the queue has drained. */
  private static final long MAX_DEPTH = 20_000;

  private final ActiveMQServer server;
  private final List<String> queues;

  /**
   * {@code queues} in the order of the flow, the dead-letter queue last: bodies only move forward.
   */
  public BrokerEpochs(ActiveMQServer server, List<String> queues) {
    this.server = server;
    this.queues = List.copyOf(queues);
  }

  @Override
  public Optional<Set<String>> epochs() {
    Set<String> all = new HashSet<>();
    for (String name : queues) {
      Queue queue = server.locateQueue(name);
      if (queue == null || !look(queue, all)) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  private static boolean look(Queue queue, Set<String> epochs) {
    long before = queue.getMessageCount();
    if (before == 0) {
      return true;
    }
    if (before > MAX_DEPTH) {
      return false;
    }
    Set<Long> seen = new HashSet<>();
    try (LinkedListIterator<MessageReference> ready = queue.browserIterator()) {
      while (ready.hasNext()) {
        note(ready.next(), seen, epochs);
      }
    }
    queue.getScheduledMessages().forEach(reference -> note(reference, seen, epochs));
    queue
        .getDeliveringMessages()
        .values()
        .forEach(some -> some.forEach(reference -> note(reference, seen, epochs)));
    return seen.size() >= before && queue.getMessageCount() <= seen.size();
  }

  private static void note(MessageReference reference, Set<Long> seen, Set<String> epochs) {
    seen.add(reference.getMessageID());
    // From the body and not from the property: a body that moved on its own, to the dead letters
    // say,
    // may have lost its properties and needs its key no less.
    EpochKeys.epochOf(BrokerBody.head(reference.getMessage()))
        .ifPresent(epoch -> epochs.add(epoch.toString()));
  }
}
