package org.sanwei.gateway.cipherdesk;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.sanwei.routes.queue.Addresses;

/**
 * One officer's connection to the broker: AMQP 1.0 over TLS, host name verified. Not thread-safe.
 */
final class LineClient implements AutoCloseable {
  private static final long FIRST_WAIT_MILLIS = 5_000;
  private static final long NEXT_WAIT_MILLIS = 500;

  private final Connection connection;

  LineClient(CipherDeskSettings settings) {
    String uri =
        "amqps://"
            + settings.host()
            + ":"
            + settings.port()
            + "?transport.trustStoreLocation="
            + encoded(settings.trustStore().toString())
            + "&transport.trustStorePassword="
            + encoded(new String(CipherDeskSettings.password(settings.trustStorePasswordFile())))
            + "&transport.verifyHost=true&transport.connectTimeout=10000&jms.requestTimeout=20000";
    try {
      connection =
          new JmsConnectionFactory(
                  settings.user(),
                  new String(CipherDeskSettings.password(settings.passwordFile())),
                  uri)
              .createConnection();
      connection.start();
    } catch (JMSException e) {
      throw new CipherDeskTrouble(
          "no connection to "
              + settings.host()
              + ":"
              + settings.port()
              + " as "
              + settings.user()
              + " ("
              + e.getClass().getSimpleName()
              + ")",
          "check that the gateway runs, and user, passwordFile and trustStore");
    }
  }

  /** Every envelope that lies on an address, oldest first; nothing is taken off. */
  List<byte[]> browse(String address) {
    return onSession(
        false,
        session -> {
          List<byte[]> envelopes = new ArrayList<>();
          try (QueueBrowser browser = session.createBrowser(session.createQueue(address))) {
            for (Object message : Collections.list(browser.getEnumeration())) {
              envelopes.add(body((Message) message));
            }
          }
          return envelopes;
        });
  }

  /**
   * Takes every envelope of an item off an address and sends a receipt, in one broker transaction.
   * What {@code keep} was given must be on the disk when it returns.
   */
  int take(String address, String id, Consumer<byte[]> keep, Function<byte[], byte[]> receiptFor) {
    return onSession(
        true,
        session -> {
          Queue queue = session.createQueue(address);
          int taken = 0;
          byte[] first = new byte[0];
          try (MessageConsumer consumer =
              session.createConsumer(queue, Addresses.ITEM + " = '" + id + "'")) {
            Message message = consumer.receive(FIRST_WAIT_MILLIS);
            while (message != null) {
              byte[] envelope = body(message);
              keep.accept(envelope);
              first = taken == 0 ? envelope : first;
              taken++;
              message = consumer.receive(NEXT_WAIT_MILLIS);
            }
          }
          if (taken > 0) {
            BytesMessage receipt = session.createBytesMessage();
            receipt.writeBytes(receiptFor.apply(first));
            try (MessageProducer producer =
                session.createProducer(session.createQueue(Addresses.RECEIPT))) {
              producer.send(receipt);
            }
          }
          session.commit();
          return taken;
        });
  }

  private <T> T onSession(boolean transacted, Work<T> work) {
    int mode = transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE;
    try (Session session = connection.createSession(mode)) {
      return work.on(session);
    } catch (JMSException e) {
      throw new CipherDeskTrouble(
          "the broker refused: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
          "check that this officer may read the line, and try again");
    }
  }

  private static byte[] body(Message message) throws JMSException {
    return message.getBody(byte[].class);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (JMSException e) {
      throw new CipherDeskTrouble("the connection did not close cleanly", "look at the broker");
    }
  }

  /** What is done on a session. */
  private interface Work<T> {
    T on(Session session) throws JMSException;
  }
}
