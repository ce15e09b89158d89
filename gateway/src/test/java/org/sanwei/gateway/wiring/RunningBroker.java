package org.sanwei.gateway.wiring;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.sanwei.crypto.tls.LocalTls;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.guard.DoorLimits;
import org.sanwei.routes.guard.DoorWatch;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.queue.DiskRoom;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.Settled;

/**
 * The gateway's own broker, with its accounts, its rights and its door for officers: one line, one
 * officer. At most one at a time in a process.
 */
public final class RunningBroker implements AutoCloseable {
  public static final String LINE = "sanwei.cipher.default";
  public static final String OFFICER = "officer-a";

  static final String PASSWORD = "only-for-this-test";

  private final EmbeddedBroker broker;
  private final JmsPoolConnectionFactory pool;
  private final DurableQueue queue;
  private final LocalTls tls;
  private final int port;

  private RunningBroker(EmbeddedBroker broker, LocalTls tls, int port) {
    this.broker = broker;
    this.tls = tls;
    this.port = port;
    this.pool = new JmsPoolConnectionFactory();
    pool.setConnectionFactory(
        new ActiveMQConnectionFactory(EmbeddedBroker.IN_VM_URL, "gateway", PASSWORD));
    pool.setUseAnonymousProducers(true);
    this.queue = new DurableQueue(pool, broker.server());
  }

  /** Starts it on files in {@code directory}, which may hold those of an earlier run. */
  public static RunningBroker start(Path directory, ActiveMQServerMessagePlugin guard)
      throws IOException {
    return start(directory, guard, facts -> {}, watch(facts -> {}), Optional.empty());
  }

  /** With ports for integrators too. */
  static RunningBroker start(
      Path directory,
      ActiveMQServerMessagePlugin guard,
      RefusalListener refusals,
      DoorWatch watch,
      Optional<IntranetDoor> intranet)
      throws IOException {
    LocalTls tls =
        LocalTls.create(
            directory.resolve("tls"),
            List.of("localhost", "127.0.0.1"),
            PASSWORD.toCharArray(),
            Clock.systemUTC(),
            new SecureRandom());
    int port = freePort();
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new EmbeddedBroker.Plan(
                directory.resolve("broker"),
                PASSWORD,
                Map.of(OFFICER, PASSWORD),
                Map.of(LINE, Set.of(OFFICER)),
                List.of("sanwei.release.sms"),
                new EmbeddedBroker.OfficersDoor("127.0.0.1", port, tls.serverKeys(), PASSWORD),
                guard,
                refusals,
                watch,
                intranet));
    broker.openDoor();
    return new RunningBroker(broker, tls, port);
  }

  /** As a gateway with a quarter of a gigabyte has it. */
  static DoorWatch watch(RefusalListener refusals) {
    return new DoorWatch(DoorLimits.forBodiesOf(25 << 20), Room.ofHeap(1 << 28), refusals);
  }

  /** What its disk takes yet. */
  public DiskRoom disk() {
    return broker.disk();
  }

  /** A guard that has nothing against anything. */
  public static ActiveMQServerMessagePlugin noGuard() {
    return new ActiveMQServerMessagePlugin() {};
  }

  public DurableQueue queue() {
    return queue;
  }

  /** For clients in this process, as the gateway itself is one. */
  public ConnectionFactory connections() {
    return pool;
  }

  public ActiveMQServer server() {
    return broker.server();
  }

  /** How many messages a queue holds, those being delivered included. */
  public long depth(String queue) {
    // A put is answered a moment before the queue has counted it.
    Settled.await(server().locateQueue(queue));
    return server().locateQueue(queue).getMessageCount();
  }

  /** See {@link EmbeddedBroker#handOversWait}. */
  boolean handOversWait() {
    return broker.handOversWait();
  }

  /** The officer's own connection: AMQP over TLS, as cipher-desk makes it. */
  public Connection officer() throws JMSException {
    return new JmsConnectionFactory(
            OFFICER,
            PASSWORD,
            "amqps://localhost:"
                + port
                + "?transport.trustStoreLocation="
                + tls.trust()
                + "&transport.trustStorePassword="
                + PASSWORD)
        .createConnection();
  }

  /** What {@code cipher-desk} is told of this broker; keys and directories are not there. */
  public CipherDeskSettings officerSettings(Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("officer-password"), PASSWORD);
    Path none = directory.resolve("none");
    return new CipherDeskSettings(
        "localhost",
        port,
        OFFICER,
        password,
        tls.trust(),
        password,
        none,
        none,
        none,
        List.of(LINE),
        none,
        none);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    pool.stop();
    broker.close();
  }
}
