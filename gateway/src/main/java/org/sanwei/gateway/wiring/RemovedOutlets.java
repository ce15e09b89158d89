package org.sanwei.gateway.wiring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.bulletin.RemovedDeliveries;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.Settled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At the start: what still waits for an outlet that gateway.yaml names no more would wait for ever
 * and keep its epoch's key with it. Its deliveries are ended in the database first, where people
 * see them; then its queue goes, bodies and all: they were no more than orders to send. A kill in
 * between leaves the queue to the next start.
 */
final class RemovedOutlets {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedOutlets.class);

  private final ActiveMQServer server;
  private final Set<String> configured;
  private final RemovedDeliveries deliveries;

  /**
   * @param configured the names of the outlets that there are
   */
  RemovedOutlets(ActiveMQServer server, Set<String> configured, RemovedDeliveries deliveries) {
    this.server = server;
    this.configured = Set.copyOf(configured);
    this.deliveries = deliveries;
  }

  /** Ends all of it; returns the outlets of which something was left. */
  Set<String> end() {
    Map<String, Queue> queues = queues();
    Set<String> removed = new TreeSet<>(deliveries.outlets(configured));
    removed.addAll(queues.keySet());
    for (String outlet : List.copyOf(removed)) {
      int ended = deliveries.end(outlet);
      long bodies = drop(queues.get(outlet));
      if (ended + bodies == 0) {
        removed.remove(outlet);
      } else {
        LOG.error(
            "outlet '{}' is not in gateway.yaml any more: {} deliveries that waited for it are ended"
                + " with outlet-removed, {} bodies are gone from its queue; send those bulletins anew"
                + " if people still need them, and let an outlet run dry before it is renamed",
            outlet,
            ended,
            bodies);
      }
    }
    return removed;
  }

  private Map<String, Queue> queues() {
    Map<String, Queue> queues = new TreeMap<>();
    server
        .getPostOffice()
        .getAllBindings()
        .forEach(
            binding -> {
              String address = binding.getAddress().toString();
              if (binding instanceof QueueBinding one
                  && address.startsWith(Addresses.RELEASE_PREFIX)) {
                queues.put(address.substring(Addresses.RELEASE_PREFIX.length()), one.getQueue());
              }
            });
    queues.keySet().removeAll(configured);
    return queues;
  }

  private long drop(@Nullable Queue queue) {
    if (queue == null) {
      return 0;
    }
    Settled.await(queue);
    long bodies = queue.getMessageCount();
    try {
      SimpleString address = queue.getAddress();
      server.destroyQueue(queue.getName(), null, false);
      server.removeAddressInfo(address, null, true);
    } catch (Exception e) {
      throw new IllegalStateException("the queue of a removed outlet cannot be removed", e);
    }
    return bodies;
  }
}
