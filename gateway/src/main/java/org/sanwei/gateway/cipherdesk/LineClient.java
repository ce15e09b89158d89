package org.sanwei.gateway.cipherdesk;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.routes.queue.Addresses;

/**
 * One officer's connection to the broker: AMQP 1.0 over TLS, host name verified. Not thread-safe.
 */
final class LineClient implements AutoCloseable {
  /** Nothing at all comes for so long: an envelope of 49 MB takes five at 100 Mbit/s. */
  private static final Duration STALL = Duration.ofSeconds(10);

  private static final int LOOKS = 8;

  private final CipherDeskSettings settings;
  private final PatientLook patient = new PatientLook(STALL);
  private Connection connection;

  LineClient(CipherDeskSettings settings) {
    this.settings = settings;
    this.connection = connect(settings);
  }

  private static Connection connect(CipherDeskSettings settings) {
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
      Connection connection =
          new JmsConnectionFactory(
                  settings.user(),
                  new String(CipherDeskSettings.password(settings.passwordFile())),
                  uri)
              .createConnection();
      connection.start();
      return connection;
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
    return look(address, null);
  }

  /** Those of one item. */
  List<byte[]> browse(String address, String id) {
    return look(address, Addresses.ITEM + " = '" + id + "'");
  }

  /** Those pieces of a large body that lie there of so many places, by what they say of theirs. */
  Map<Integer, byte[]> pieces(String body, int from, int places) {
    String some =
        IntStream.range(from, from + places)
            .mapToObj(index -> "'" + index + "'")
            .collect(Collectors.joining(", "));
    // An id is hex digits, so there is nothing to escape.
    String selector =
        Addresses.BODY + " = '" + body + "' AND " + Addresses.PLACE + " IN (" + some + ")";
    Map<Integer, byte[]> found = new HashMap<>();
    for (byte[] piece : look(Addresses.PIECE, selector)) {
      PieceHead.of(piece).ifPresent(head -> found.put(head.index(), piece));
    }
    return found;
  }

  /**
   * Sends receipts; the broker has each on its disk when this returns. One by one and not in a
   * transaction, since in one the broker does not say which it turned away; sent twice they count
   * once.
   */
  void send(List<byte[]> receipts) {
    onSession(
        session -> {
          try (MessageProducer producer =
              session.createProducer(session.createQueue(Addresses.RECEIPT))) {
            for (byte[] receipt : receipts) {
              BytesMessage message = session.createBytesMessage();
              message.writeBytes(receipt);
              producer.send(message);
            }
          }
          return receipts.size();
        });
  }

  /** Again on a new connection when the broker stopped in the middle of it. */
  private List<byte[]> look(String address, @Nullable String selector) {
    for (int i = 0; i < LOOKS; i++) {
      Optional<List<byte[]>> seen =
          patient.at(came -> onSession(session -> envelopes(session, address, selector, came)));
      if (seen.isPresent()) {
        return seen.get();
      }
      connection = connect(settings);
    }
    throw new CipherDeskTrouble(
        "the broker stopped in the middle of an envelope " + LOOKS + " times",
        "run it again; if it stays so, tell the integrator: nothing was taken off the line");
  }

  private static List<byte[]> envelopes(
      Session session, String address, @Nullable String selector, Consumer<byte[]> came)
      throws JMSException {
    List<byte[]> envelopes = new ArrayList<>();
    try (QueueBrowser browser = session.createBrowser(session.createQueue(address), selector)) {
      Enumeration<?> all = browser.getEnumeration();
      while (all.hasMoreElements()) {
        byte[] envelope = body((Message) all.nextElement());
        came.accept(envelope);
        envelopes.add(envelope);
      }
    }
    return envelopes;
  }

  private <T> T onSession(Work<T> work) {
    try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
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
