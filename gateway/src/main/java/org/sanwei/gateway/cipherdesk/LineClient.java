package org.sanwei.gateway.cipherdesk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.DeliveryMode;
import org.apache.qpid.protonj2.client.DistributionMode;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.StreamReceiver;
import org.apache.qpid.protonj2.client.StreamReceiverOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.UnsignedLong;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.key.PieceHead;
import org.sanwei.routes.queue.Addresses;

/**
 * One officer's connection to the broker: AMQP 1.0 over TLS, host name verified. Not thread-safe.
 *
 * <p>Not over JMS: its browser ends without a word when a connection is lost, and where the broker
 * drains too early ({@link WholeLook}); an envelope that an officer is not shown is a lost one.
 */
final class LineClient implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** Several round trips, and longer than a collection takes the broker. */
  private static final Duration QUIET = Duration.ofMillis(500);

  /** An envelope of 50 MB over a line of 2 Mbit/s. */
  private static final Duration ONE_MESSAGE = Duration.ofMinutes(4);

  private static final String SELECTOR = "apache.org:selector-filter:string";

  /** Of the same filter: AMQP filters registry, "selector-filter". */
  private static final UnsignedLong SELECTOR_CODE = UnsignedLong.valueOf(0x0000468C00000004L);

  private final Client client = Client.create();
  private final Connection connection;

  LineClient(CipherDeskSettings settings) {
    ConnectionOptions options =
        new ConnectionOptions()
            .user(settings.user())
            .password(new String(CipherDeskSettings.password(settings.passwordFile())))
            .reconnectEnabled(false)
            .openTimeout(ANSWER.toMillis())
            .requestTimeout(ANSWER.toMillis())
            .sendTimeout(ANSWER.toMillis())
            .drainTimeout(ANSWER.toMillis())
            .closeTimeout(ANSWER.toMillis())
            .sslEnabled(true);
    options.transportOptions().connectTimeout(10_000).allowNativeIO(false);
    options
        .sslOptions()
        .allowNativeSSL(false)
        .verifyHost(true)
        .trustStoreLocation(settings.trustStore().toString())
        .trustStorePassword(
            new String(CipherDeskSettings.password(settings.trustStorePasswordFile())));
    try {
      connection = client.connect(settings.host(), settings.port(), options);
      connection.openFuture().get();
    } catch (ClientException e) {
      client.close();
      throw unreachable(settings, e);
    } catch (ExecutionException e) {
      client.close();
      throw unreachable(settings, e.getCause());
    } catch (InterruptedException e) {
      client.close();
      throw interrupted();
    }
  }

  /** Every envelope that lies on an address, oldest first; nothing is taken off. */
  List<byte[]> browse(String address) {
    return all(address, null);
  }

  /** Those of one item. */
  List<byte[]> browse(String address, String id) {
    return all(address, Addresses.ITEM + " = '" + id + "'");
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
    look(
        Addresses.PIECE,
        selector,
        piece -> {
          PieceHead.of(piece).ifPresent(head -> found.put(head.index(), piece));
          return found.size() < places;
        });
    return found;
  }

  /**
   * Sends receipts; the broker has each on its disk when this returns. One by one and not in a
   * transaction, since in one the broker does not say which it turned away; sent twice they count
   * once.
   */
  void send(List<byte[]> receipts) {
    try (Sender sender = connection.openSender(Addresses.RECEIPT)) {
      for (byte[] receipt : receipts) {
        Tracker tracker = sender.send(Message.create(receipt).durable(true));
        tracker.awaitSettlement(ANSWER.toSeconds(), TimeUnit.SECONDS);
        if (!tracker.remoteState().isAccepted()) {
          throw new CipherDeskTrouble(
              "the broker turned the receipt away (" + tracker.remoteState().getType() + ")",
              "check that this officer may sign for the line, and try again");
        }
      }
    } catch (ClientException e) {
      throw refused(e);
    }
  }

  private List<byte[]> all(String address, @Nullable String selector) {
    List<byte[]> all = new ArrayList<>();
    look(address, selector, all::add);
    return all;
  }

  private void look(String address, @Nullable String selector, Predicate<byte[]> each) {
    // Sent settled: nothing that this program answers could take a message off.
    StreamReceiverOptions options =
        new StreamReceiverOptions().creditWindow(0).deliveryMode(DeliveryMode.AT_MOST_ONCE);
    options.sourceOptions().distributionMode(DistributionMode.COPY).capabilities("queue");
    if (selector != null) {
      options.sourceOptions().addFilter(SELECTOR, SELECTOR_CODE, selector);
    }
    try (StreamReceiver receiver = connection.openStreamReceiver(address, options)) {
      receiver.openFuture().get();
      new WholeLook(receiver, QUIET, ONE_MESSAGE).through(each);
    } catch (ClientException e) {
      throw refused(e);
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CipherDeskTrouble unreachable(
      CipherDeskSettings settings, @Nullable Throwable why) {
    return new CipherDeskTrouble(
        "no connection to "
            + settings.host()
            + ":"
            + settings.port()
            + " as "
            + settings.user()
            + " ("
            + why
            + ")",
        "check that the gateway runs, and user, passwordFile and trustStore");
  }

  private static CipherDeskTrouble refused(@Nullable Throwable e) {
    return new CipherDeskTrouble(
        "the broker refused: " + e, "check that this officer may read the line, and try again");
  }

  private static CipherDeskTrouble interrupted() {
    Thread.currentThread().interrupt();
    return new CipherDeskTrouble("interrupted while speaking with the broker", "run it again");
  }

  @Override
  public void close() {
    client.close();
  }
}
