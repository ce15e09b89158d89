package org.sanwei.routes.queue;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

/**
 * A session with the broker that is kept, with its producer. It keeps the queues' objects too: of
 * one that it has seen before the client does not ask the broker again. For one thread at a time.
 */
final class Lane implements AutoCloseable {
  private final Connection connection;
  private final Session session;
  private final MessageProducer producer;
  private final @Nullable NearSession near;
  private final Map<String, Queue> queues = new HashMap<>();

  private Lane(
      Connection connection,
      Session session,
      MessageProducer producer,
      @Nullable NearSession near) {
    this.connection = connection;
    this.session = session;
    this.producer = producer;
    this.near = near;
  }

  /**
   * @param broker that which the connection leads to, when it is in this process
   */
  static Lane open(Connection connection, @Nullable ActiveMQServer broker) throws JMSException {
    try {
      Session session = connection.createSession(Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(null);
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.setDisableMessageID(true);
      NearSession near = broker == null ? null : NearSession.of(broker, session);
      return new Lane(connection, session, producer, near);
    } catch (JMSException e) {
      try (connection) {
        throw e;
      }
    }
  }

  /** All of them in one transaction; after an exception the lane is of no more use. */
  void put(List<SealedBody> bodies) throws JMSException {
    if (near != null) {
      near.check();
      if (near.takes(bodies)) {
        near.put(bodies);
        return;
      }
    }
    for (SealedBody body : bodies) {
      Queue queue = queues.computeIfAbsent(body.address(), ActiveMQJMSClient::createQueue);
      producer.send(queue, DurableQueue.message(session, body));
    }
    session.commit();
  }

  /** One more of a transaction that is open. */
  void send(SealedBody body) throws JMSException {
    Queue queue = queues.computeIfAbsent(body.address(), ActiveMQJMSClient::createQueue);
    producer.send(queue, DurableQueue.message(session, body));
  }

  void commit() throws JMSException {
    session.commit();
  }

  void rollback() throws JMSException {
    session.rollback();
  }

  /** What was not committed is rolled back. */
  @Override
  public void close() throws JMSException {
    try (connection;
        session) {
      producer.close();
    }
  }
}
