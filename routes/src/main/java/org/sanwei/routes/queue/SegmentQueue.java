package org.sanwei.routes.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.sanwei.routes.message.ArrivalId;

/**
 * The parts of long texts that wait on {@code sanwei.segment}. The connection factory must be a
 * pool. Safe from many threads; one group is taken by one thread at a time.
 */
public final class SegmentQueue {
  private final ConnectionFactory pool;

  public SegmentQueue(ConnectionFactory pool) {
    this.pool = pool;
  }

  /**
   * Gives every sealed body that waits with its group, oldest first, and takes none.
   *
   * @throws BrokerUnavailable when not all could be looked at
   */
  public void browse(BiConsumer<ArrivalId, byte[]> each) {
    try (Connection connection = pool.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      try (QueueBrowser browser = session.createBrowser(queue())) {
        Enumeration<?> waiting = browser.getEnumeration();
        while (waiting.hasMoreElements()) {
          Message part = (Message) waiting.nextElement();
          String group = part.getStringProperty(Addresses.GROUP);
          if (group != null) {
            each.accept(new ArrivalId(group), part.getBody(byte[].class));
          }
        }
      }
    } catch (JMSException e) {
      throw new BrokerUnavailable(e);
    }
  }

  /**
   * Takes all parts of one group and puts what {@code assemble} makes of them, in one transaction.
   *
   * @param atLeast how many are known to be there: with fewer nothing is taken
   * @return false when there were fewer
   * @throws BrokerUnavailable when the commit was not confirmed
   */
  public boolean replace(
      ArrivalId group, int atLeast, Function<List<byte[]>, List<SealedBody>> assemble) {
    try (Connection connection = pool.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      connection.start();
      try {
        List<byte[]> parts = take(session, group);
        if (parts.size() < atLeast) {
          session.rollback();
          return false;
        }
        put(session, assemble.apply(parts));
        session.commit();
        return true;
      } catch (JMSException | RuntimeException e) {
        rollBack(session, e);
        throw e;
      }
    } catch (JMSException e) {
      throw new BrokerUnavailable(e);
    }
  }

  private static void rollBack(Session session, Exception first) {
    try {
      session.rollback();
    } catch (JMSException e) {
      first.addSuppressed(e);
    }
  }

  private static List<byte[]> take(Session session, ArrivalId group) throws JMSException {
    List<byte[]> parts = new ArrayList<>();
    // An id is hex digits, so there is nothing to escape.
    String selector = Addresses.GROUP + " = '" + group.hex() + "'";
    try (MessageConsumer consumer = session.createConsumer(queue(), selector)) {
      for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
        parts.add(m.getBody(byte[].class));
      }
    }
    return parts;
  }

  private static void put(Session session, List<SealedBody> bodies) throws JMSException {
    try (MessageProducer producer = session.createProducer(null)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.setDisableMessageID(true);
      for (SealedBody body : bodies) {
        producer.send(
            ActiveMQJMSClient.createQueue(body.address()), DurableQueue.message(session, body));
      }
    }
  }

  private static Queue queue() {
    return ActiveMQJMSClient.createQueue(Addresses.SEGMENT);
  }
}
