package org.sanwei.routes.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
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

  private static final String OURS = "sanwei.";

  private final ActiveMQServer server;
  private final List<String> flow;

  /**
   * {@code flow} in the order in which bodies move. After them come the queues that the broker has
   * besides, of outlets that were renamed say, and the dead letters last of all. What holds
   * envelopes of 机要 lines, receipts and pieces is left out: the guard lets nothing of ours in
   * there.
   */
  public BrokerEpochs(ActiveMQServer server, List<String> flow) {
    this.server = server;
    this.flow = List.copyOf(flow);
  }

  @Override
  public Optional<Set<String>> epochs() {
    Set<String> all = new HashSet<>();
    for (Queue queue : queues()) {
      if (!look(queue, all)) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  private List<Queue> queues() {
    Map<String, Queue> ours = new TreeMap<>();
    server
        .getPostOffice()
        .getAllBindings()
        .forEach(
            binding -> {
              if (binding instanceof QueueBinding one && mayHoldOurs(one.getAddress().toString())) {
                ours.put(one.getQueue().getName().toString(), one.getQueue());
              }
            });
    List<Queue> ordered = new ArrayList<>();
    Queue dead = ours.remove(Addresses.DEAD);
    for (String name : flow) {
      Queue queue = ours.remove(name);
      if (queue == null) {
        throw new IllegalStateException("queue " + name + " of the flow is not on the broker");
      }
      ordered.add(queue);
    }
    ordered.addAll(ours.values());
    if (dead == null) {
      throw new IllegalStateException("queue " + Addresses.DEAD + " is not on the broker");
    }
    ordered.add(dead);
    return ordered;
  }

  private static boolean mayHoldOurs(String address) {
    return address.startsWith(OURS)
        && !address.startsWith(Addresses.CIPHER_PREFIX)
        && !address.equals(Addresses.SPILL)
        && !address.equals(Addresses.PIECE)
        && !address.equals(Addresses.RECEIPT);
  }

  private static boolean look(Queue queue, Set<String> epochs) {
    if (!Settled.seen(queue)) {
      return false;
    }
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
    // say, may have lost its properties and needs its key no less.
    EpochKeys.epochOf(BrokerBody.head(reference.getMessage()))
        .ifPresent(epoch -> epochs.add(epoch.toString()));
  }
}
