package org.sanwei.routes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into a broker of this process without packets. */
class NearSessionTest {
  private static final String ONE = "sanwei.one";
  private static final String OTHER = "sanwei.other";
  private static final String REFUSED = "sanwei.refused";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final AtomicBoolean closing = new AtomicBoolean();

  @SuppressWarnings("NullAway.Init")
  private TestBroker broker;

  @SuppressWarnings("NullAway.Init")
  private DurableQueue queue;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    open(directory);
  }

  private void open(Path directory) throws Exception {
    broker = TestBroker.start(directory, List.of(ONE, OTHER, REFUSED), new Guard());
    queue = new DurableQueue(broker.connections(), broker.server());
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsPutIsReadAsAnyClientsMessage(boolean near) throws Exception {
    DurableQueue put = near ? queue : new DurableQueue(broker.connections());
    byte[] bytes = bytes(2_000);
    put.put(List.of(new SealedBody(ONE, bytes, Map.of("item", "一件"))));

    try (Connection connection = broker.connections().createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      BytesMessage got =
          (BytesMessage) session.createConsumer(session.createQueue(ONE)).receive(20_000);

      assertThat(got.getBody(byte[].class)).as("seed %d", seed).isEqualTo(bytes);
      assertThat(got.getStringProperty("item")).isEqualTo("一件");
      assertThat(got.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
      assertThat(got.getJMSPriority()).isEqualTo(4);
      assertThat(got.getJMSExpiration()).isZero();
      assertThat(got.getJMSDestination()).isEqualTo(session.createQueue(ONE));
    }
  }

  @Test
  void allOfAPutAreThereOrNone() {
    queue.put(List.of(body(ONE, 10), body(OTHER, 20)));
    assertThatThrownBy(() -> queue.put(List.of(body(ONE, 30), body(REFUSED, 40))))
        .isInstanceOf(BrokerUnavailable.class);
    queue.put(List.of(body(ONE, 50)));

    assertThat(broker.bodies(ONE)).extracting(bytes -> bytes.length).containsExactly(10, 50);
    assertThat(broker.bodies(OTHER)).hasSize(1);
    assertThat(broker.bodies(REFUSED)).isEmpty();
  }

  @Test
  void aPutToAnAddressWithoutAQueueIsRefusedAndNotLost() {
    assertThatThrownBy(() -> queue.put(List.of(body("sanwei.nowhere", 10))))
        .isInstanceOf(BrokerUnavailable.class);
  }

  @Test
  void whatWasPutIsThereAfterTheBrokerWasStartedAnew(@TempDir Path directory) throws Exception {
    broker.close();
    open(directory);
    queue.put(List.of(body(ONE, 10)));
    DurableQueue before = queue;
    broker.close();
    assertThatThrownBy(() -> before.put(List.of(body(ONE, 11))))
        .isInstanceOf(BrokerUnavailable.class);
    open(directory);

    assertThat(broker.bodies(ONE)).extracting(bytes -> bytes.length).containsExactly(10);
  }

  @Test
  void largeBodiesAndSmallOnesTakeTurnsInOneSession() {
    List<Integer> sizes =
        List.of(100, 400_000, 200, NearSession.MOST_BYTES, NearSession.MOST_BYTES + 1, 1_200_000);
    List<byte[]> put = new ArrayList<>();
    for (int size : sizes) {
      SealedBody body = body(ONE, size);
      put.add(body.bytes());
      queue.put(List.of(body));
    }
    try (OpenPut open = queue.open()) {
      SealedBody last = body(ONE, 300);
      put.add(last.bytes());
      open.add(last);
      open.commit();
    }

    assertThat(broker.bodies(ONE))
        .as("seed %d", seed)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(put);
  }

  @Test
  void aConnectionThatIsLostIsReplacedByTheNextPut() {
    queue.put(List.of(body(ONE, 10)));
    for (RemotingConnection connection : broker.server().getRemotingService().getConnections()) {
      connection.fail(new ActiveMQDisconnectedException("lost"));
    }

    assertThatThrownBy(() -> queue.put(List.of(body(ONE, 11))))
        .isInstanceOf(BrokerUnavailable.class);
    queue.put(List.of(body(ONE, 12)));
    assertThat(broker.bodies(ONE)).extracting(bytes -> bytes.length).containsExactly(10, 12);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 400_000})
  void withTheDiskFullAPutOfAnySizeFailsAtOnce(int size) {
    FileStoreMonitor disk = ((ActiveMQServerImpl) broker.server()).getMonitor();
    double usual = disk.getMaxUsage();
    disk.setMaxUsage(0).tick();
    assertThatThrownBy(() -> queue.put(List.of(body(ONE, size))))
        .isInstanceOf(BrokerUnavailable.class);

    disk.setMaxUsage(usual).tick();
    queue.put(List.of(body(ONE, size)));
    assertThat(broker.bodies(ONE)).hasSize(1);
  }

  @Test
  void putsOfManyThreadsAreEachThereOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Callable<Void>> puts = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      SealedBody body = body(ONE, i);
      puts.add(
          () -> {
            queue.put(List.of(body, body(OTHER, 1)));
            return null;
          });
    }
    Collections.shuffle(puts, random);
    for (Future<Void> put : threads.invokeAll(puts)) {
      put.get();
    }
    threads.shutdown();

    assertThat(broker.bodies(ONE))
        .as("seed %d", seed)
        .extracting(bytes -> bytes.length)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 400).boxed().toList());
    assertThat(broker.depth(OTHER)).isEqualTo(400);
  }

  @Test
  void aSessionThatIsClosedInTheMiddleOfAPutLeavesAllOfItOrFails() {
    // The client's side asks a session that is gone to close.
    broker.connections().setCallTimeout(1_000);
    closing.set(true);
    boolean failed = false;
    try {
      queue.put(List.of(body(ONE, 10), body(OTHER, 20)));
    } catch (BrokerUnavailable e) {
      failed = true;
    }
    closing.set(false);

    int expected = failed ? 0 : 1;
    assertThat(broker.bodies(ONE)).hasSize(expected);
    assertThat(broker.bodies(OTHER)).hasSize(expected);
  }

  @Test
  void anInterruptedPutFailsAndLeavesItsSessionToNobody() throws Exception {
    queue.put(List.of(body(ONE, 10)));
    int sessions = broker.server().getSessions().size();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> queue.put(List.of(body(ONE, 11))))
        .isInstanceOf(BrokerUnavailable.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(broker.server().getSessions()).hasSizeLessThan(sessions);
    queue.put(List.of(body(ONE, 12)));
    assertThat(broker.bodies(ONE)).extracting(bytes -> bytes.length).containsExactly(10, 12);
  }

  @Test
  void aSessionOfAnotherBrokerIsRefused(@TempDir Path directory) throws Exception {
    try (TestBroker another = TestBroker.start(directory, List.of(ONE), null);
        Connection connection = another.connections().createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      assertThatThrownBy(() -> NearSession.of(broker.server(), session))
          .isInstanceOf(JMSException.class);
    }
  }

  private SealedBody body(String address, int size) {
    return new SealedBody(address, bytes(size), Map.of());
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private final class Guard implements ActiveMQServerMessagePlugin {
    @Override
    public void beforeSend(
        ServerSession session, Transaction tx, Message message, boolean direct, boolean noCreate)
        throws ActiveMQSecurityException {
      if (message.getAddress().equals(REFUSED)) {
        throw new ActiveMQSecurityException("refused");
      }
    }

    @Override
    public void afterSend(
        ServerSession session,
        Transaction tx,
        Message message,
        boolean direct,
        boolean noCreate,
        RoutingStatus result) {
      if (closing.getAndSet(false)) {
        close(session);
      }
    }

    private void close(ServerSession session) {
      try {
        session.close(false);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
