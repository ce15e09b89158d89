package org.sanwei.routes.queue;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A real broker in this process with a durable journal; each has an in-VM address of its own. */
public final class TestBroker implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger(100);

  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final ActiveMQConnectionFactory connections;

  private TestBroker(ActiveMQConnectionFactory connections) {
    this.connections = connections;
  }

  /** Starts one with these queues, and with {@code guard} when there is one. */
  public static TestBroker start(
      Path directory, List<String> queues, @Nullable ActiveMQServerMessagePlugin guard)
      throws Exception {
    int id = NEXT.getAndIncrement();
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setJournalDirectory(directory.resolve("journal").toString());
    configuration.setBindingsDirectory(directory.resolve("bindings").toString());
    configuration.setPagingDirectory(directory.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(directory.resolve("large").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalFileSize(1024 * 1024);
    configuration.setSecurityEnabled(false);
    configuration.setMaxDiskUsage(99);
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(), Map.of("serverId", Integer.toString(id))));
    for (String queue : queues) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfig(
                  QueueConfiguration.of(queue)
                      .setAddress(queue)
                      .setRoutingType(RoutingType.ANYCAST)));
    }
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setDeadLetterAddress(SimpleString.of(Addresses.DEAD))
            .setAutoCreateQueues(false)
            .setAutoCreateAddresses(false)
            .setMaxDeliveryAttempts(3)
            .setRedeliveryDelay(50));
    if (guard != null) {
      configuration.registerBrokerPlugin(guard);
    }
    TestBroker started = new TestBroker(new ActiveMQConnectionFactory("vm://" + id));
    started.broker.setConfiguration(configuration);
    started.broker.start();
    started.server().waitForActivation(30, TimeUnit.SECONDS);
    return started;
  }

  /** For clients in this process. */
  public ActiveMQConnectionFactory connections() {
    return connections;
  }

  /** The server itself. */
  public ActiveMQServer server() {
    return broker.getActiveMQServer();
  }

  /** How many messages a queue holds, those being delivered included. */
  public long depth(String queue) {
    // A put is answered a moment before the queue has counted it.
    Settled.await(server().locateQueue(queue));
    return server().locateQueue(queue).getMessageCount();
  }

  /** The bodies on a queue, oldest first; nothing is taken off. */
  public List<byte[]> bodies(String queue) {
    // The broker ends a look while a large message is on its way to it: then there is more to see.
    return await().until(() -> browsed(queue), seen -> seen.size() == depth(queue));
  }

  private List<byte[]> browsed(String queue) throws JMSException {
    List<byte[]> bodies = new ArrayList<>();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
      connection.start();
      // Of a large one nothing can be read any more once the next has come.
      for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
        bodies.add(((Message) all.nextElement()).getBody(byte[].class));
      }
    }
    return bodies;
  }

  @Override
  public void close() throws Exception {
    connections.close();
    broker.stop();
  }
}
