package org.sanwei.routes.queue;

import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/** Those on the embedded broker, removed from within: no account has that right. */
public final class BrokerPieces implements Pieces {
  private final ActiveMQServer server;

  public BrokerPieces(ActiveMQServer server) {
    this.server = server;
  }

  @Override
  public void remove(String body) {
    if (body.length() != 32 || !body.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw new IllegalArgumentException("a body's id is 32 hex digits");
    }
    Queue queue = server.locateQueue(Addresses.PIECE);
    if (queue == null) {
      throw new IllegalStateException("queue " + Addresses.PIECE + " is not on the broker");
    }
    Settled.await(queue);
    try {
      Filter ofBody = FilterImpl.createFilter(Addresses.BODY + " = '" + body + "'");
      queue.deleteMatchingReferences(ofBody);
    } catch (Exception e) {
      throw new IllegalStateException("pieces were not removed: " + e.getClass().getName());
    }
  }
}
