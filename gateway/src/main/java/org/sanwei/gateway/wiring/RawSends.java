package org.sanwei.gateway.wiring;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sanwei.routes.queue.SealedBody;

/**
 * What the broker's durable write costs whoever just uses it: each send has a session and a
 * producer a queue that were used before and are kept, and is committed by itself. The measure for
 * {@code DurableQueue}, and no part of the gateway. Safe from many threads.
 */
final class RawSends implements AutoCloseable {
  private final ConnectionFactory pool;
  private final ConcurrentLinkedDeque<Own> idle = new ConcurrentLinkedDeque<>();

  RawSends(ConnectionFactory pool) {
    this.pool = pool;
  }

  private record Own(Connection connection, Session session, Map<String, MessageProducer> to) {}

  /** All of them in one transaction, durable when it returns. */
  void send(List<SealedBody> bodies) throws JMSException {
    Own mine = idle.pollFirst();
    if (mine == null) {
      Connection connection = pool.createConnection();
      mine =
          new Own(
              connection, connection.createSession(Session.SESSION_TRANSACTED), new HashMap<>());
    }
    try {
      send(bodies, mine);
    } catch (JMSException e) {
      // Half of it may wait in the transaction: nobody may commit that with his own.
      mine.connection().close();
      throw e;
    }
    idle.addFirst(mine);
  }

  private static void send(List<SealedBody> bodies, Own mine) throws JMSException {
    for (SealedBody body : bodies) {
      BytesMessage message = mine.session().createBytesMessage();
      message.writeBytes(body.bytes());
      for (Map.Entry<String, String> property : body.properties().entrySet()) {
        message.setStringProperty(property.getKey(), property.getValue());
      }
      producer(mine, body.address()).send(message);
    }
    mine.session().commit();
  }

  private static MessageProducer producer(Own mine, String address) throws JMSException {
    MessageProducer known = mine.to().get(address);
    if (known == null) {
      Queue queue = mine.session().createQueue(address);
      known = mine.session().createProducer(queue);
      known.setDeliveryMode(DeliveryMode.PERSISTENT);
      known.setDisableMessageID(true);
      mine.to().put(address, known);
    }
    return known;
  }

  /** Not while something is sent. */
  @Override
  public void close() throws JMSException {
    for (Own each = idle.poll(); each != null; each = idle.poll()) {
      each.connection().close();
    }
  }
}
