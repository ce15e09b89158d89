package org.sanwei.routes.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;

/**
 * Puts sealed bodies onto the broker: all of them in one transaction, or none. Returns after the
 * journal is on the disk. The connection factory must be a pool. Safe from many threads.
 */
public final class DurableQueue {
  private final ConnectionFactory pool;

  public DurableQueue(ConnectionFactory pool) {
    this.pool = pool;
  }

  /**
   * @throws BrokerUnavailable when the broker did not confirm the commit; the caller must not
   *     acknowledge its source. (Should the commit have been written and only its answer lost, the
   *     source offers the message again, and the register knows the id.)
   */
  public void put(List<SealedBody> bodies) {
    try (Connection connection = pool.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      try (MessageProducer producer = session.createProducer(null)) {
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.setDisableMessageID(true);
        for (SealedBody body : bodies) {
          producer.send(ActiveMQJMSClient.createQueue(body.address()), message(session, body));
        }
        session.commit();
      } catch (JMSException e) {
        rollBack(session, e);
        throw e;
      }
    } catch (JMSException e) {
      throw new BrokerUnavailable(e);
    }
  }

  private static void rollBack(Session session, JMSException first) {
    try {
      session.rollback();
    } catch (JMSException e) {
      first.addSuppressed(e);
    }
  }

  static BytesMessage message(Session session, SealedBody body) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body.bytes());
    for (Map.Entry<String, String> property : body.properties().entrySet()) {
      message.setStringProperty(property.getKey(), property.getValue());
    }
    return message;
  }
}
